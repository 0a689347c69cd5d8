// A story record as the page reads it: one list of claims, each with the spans of words that carry it.
// Spans are {start, end, role, field}: `role` says how the words are marked, `field` which field of the claim they are.

import {between} from './text.js';

const byId = (list) => new Map((list ?? []).map((item) => [item.id, item]));
const span = (item, role, field = role) =>
    (item && Number.isInteger(item.start) ? [{start: item.start, end: item.end, role, field}] : []);

// What a record names, looked up by id.
export function tables(record) {
  return {
    entities: byId(record.entities), times: byId(record.times), places: byId(record.places),
    quotes: byId(record.quotes), events: byId(record.events),
  };
}

function eventSpans(event, known) {
  const spans = [...span(event.trigger, 'act')];
  for (const role of event.roles ?? []) {
    spans.push(...span(role, role.role === 'actor' ? 'actor' : 'recipient'));
    if (role.from) spans.push(...span(role.from, 'from', role.role));
  }
  spans.push(...span(event.condition, 'condition'));
  spans.push(...span(known.times.get(event.time), 'time'), ...span(known.places.get(event.place), 'place'));
  for (const more of event.evidence ?? []) spans.push(...span(more, 'evidence'));
  return spans;
}

const readers = {
  event: (item, known) => eventSpans(item, known),
  toll: (item, known) => [...span(item, 'act'), ...span(known.times.get(item.time), 'time'),
    ...span(known.places.get(item.place), 'place'), ...(item.evidence ?? []).flatMap((more) => span(more, 'evidence'))],
  quote: (item) => [...(item.content ?? []).flatMap((piece) => span(piece, 'act')), ...span(item.cue, 'cue')],
  obligation: (item) => [...span(item.action, 'act'), ...span(item.condition, 'condition'), ...span(item, 'evidence')],
  agenda: (item, known) => [...span(item, 'act'), ...span(known.times.get(item.value), 'time'),
    ...span(known.places.get(item.place), 'place')],
  thread: (item, known) => [...span(known.events.get(item.request)?.trigger, 'act', 'request'),
    ...(item.responses ?? []).flatMap((answer) => span(known.events.get(answer.event)?.trigger, 'act', 'answer'))],
};

const lists = {event: 'events', toll: 'tolls', quote: 'quotes', obligation: 'obligations', agenda: 'agenda', thread: 'threads'};

// All claims in the order of their words, the headline's first.
export function claims(record) {
  const known = tables(record);
  const all = [];
  for (const [kind, list] of Object.entries(lists)) {
    for (const item of record[list] ?? []) {
      const spans = readers[kind](item, known);
      const lead = spans.find((s) => s.role === 'act') ?? spans[0];
      if (!lead) continue;
      const from = kind === 'thread' ? known.events.get(item.request)?.in : item.in;
      all.push({kind, id: item.id, item, spans, lead, headline: from === 'headline',
        cues: attribution(item, known).flatMap((step) => step.cue)});
    }
  }
  return all.sort((a, b) => b.headline - a.headline || a.lead.start - b.lead.start || a.lead.end - b.lead.end);
}

// The words that carry a claim.
export const wordsOf = (claim, record) => between((claim.headline ? record.story.headline : record.story.text) ?? '', claim.lead.start, claim.lead.end);

// Who says so, outermost first: [{quote, who, via, cue}].
export function attribution(item, known) {
  const chain = item.cue && !item.attribution ? [item.id] : item.attribution ?? [];
  return chain.map((id) => known.quotes.get(id)).filter(Boolean).map((quote) => ({
    quote,
    who: quote.speaker_text ?? known.entities.get(quote.speaker)?.name ?? null,
    name: known.entities.get(quote.speaker)?.name ?? null,
    via: known.entities.get(quote.via)?.name ?? null,
    cue: span(quote.cue, 'cue', 'attribution'),
  }));
}
