// The five lines in the words of the page: what the server says of claims, put into phrases of the string files. Pieces of a line
// are text, or {claim, pieces} for what leads to a claim; pieces of these are text, {name}, or {quote} for words of a story.
import {day as dayName, list, number, pieces, t, term, when} from './i18n.js';
import {isolate, shorten} from './text.js';

const LONGEST = 72;  // words of a story that a line quotes

// "more than 1,600", "2,000 to 9,999"
export function amount({low, high, qualifier}) {
  const [from, to] = [low ?? high, high ?? low];
  if (from === null || from === undefined) return t('amount.unknown');
  if (from !== to) return t('amount.range', {low: number(from), high: number(to)});
  return ['at_least', 'at_most', 'more_than', 'less_than', 'about'].includes(qualifier) ? t(`amount.${qualifier}`, {low: number(from)}) : number(from);
}

// "356 killed": the noun agrees with the figure.
export const lost = (toll) => t(`lost.${toll.kind}`, {n: toll.high ?? toll.low ?? 0, figure: amount(toll)});

const names = (all) => ({name: list(all.map(isolate))});
const quote = (text) => ({quote: shorten(text, LONGEST)});

// Who, towards whom, in which words. That somebody asked is said already: a verb alone adds nothing to who asked whom.
function act(item, asks = false) {
  const [who, whom] = [item.actors?.length > 0, item.recipients?.length > 0];
  const bare = asks && who && whom && !/\s/.test(item.text);
  return {claim: item, pieces: pieces(`say.act.${bare ? 'bare' : who && whom ? 'both' : who ? 'who' : whom ? 'whom' : 'none'}`,
      {show: {who: who && names(item.actors), whom: whom && names(item.recipients), words: quote(item.text)}})};
}

const joined = (parts) => parts.flatMap((part, index) => (index ? [t('say.and'), ...part] : part));

// The pieces of a line. `year` is the one that need not be said.
export function phrase(line, year) {
  if (!line.items) return line.parts.map((part) => (part.story && part.id ? {claim: part, pieces: [part.text]} : part.text));
  const on = (day) => (day?.length === 10 && day.slice(0, 4) === year ? dayName(day) : when(day));
  const many = {claim: line.items[0], pieces: [number(line.count)]};
  const counted = {n: line.count, show: {n: line.items.length ? many : number(line.count)}};
  switch (line.kind) {
    case 'counted':
      // Figures of one kind follow each other: the first that was told, the last, and one that contradicts it.
      return line.items.flatMap((item, index) => {
        const before = line.items[index - 1];
        const follows = before?.kind === item.kind && (before.victims ?? null) === (item.victims ?? null) && (item.as ?? 'first') !== 'first';
        const figure = {claim: item, pieces: [follows ? amount(item) : lost(item)]};
        return [...(index ? [follows ? t(item.as === 'against' ? 'say.against' : 'say.then') : t('say.and')] : []),
          ...pieces(item.by ? 'say.toll.by' : 'say.toll', {show: {figure, by: item.by && {name: isolate(item.by)}}, day: on(item.day)})];
      });
    case 'asked':
      return [...pieces('say.asked', counted), ...joined(line.items.map((item) => pieces('say.told', {show: {act: act(item, true)}, day: on(item.day)})))];
    case 'answered':
      return [...pieces('say.answered', counted), ...joined(line.items.map((item) => pieces('say.told.status', {show: {act: act(item)}, day: on(item.day), status: term('thread', item.status)})))];
    case 'open':
      return [...pieces('say.open', counted), ...joined(line.items.map((item) => pieces('say.told', {show: {act: act(item, true)}, day: on(item.day)})))];
    case 'next':
      return joined(line.items.map((item) => pieces('say.next', {show: {what: {claim: item, pieces: [term('agenda', item.kind), ' ', quote(item.text)]},
        status: item.resolved_by?.id ? {claim: item.resolved_by, pieces: [term('agenda_status', item.status)]} : term('agenda_status', item.status)}, day: on(item.day)})));
    default:
      return line.parts.map((part) => part.text);
  }
}

// A line as plain text, for tables and files.
export const plain = (parts) => parts.map((part) => (typeof part === 'string' ? part : part.quote !== undefined ? t('say.quote', {words: part.quote}) : part.name ?? plain(part.pieces))).join('');
