// The selected claim, field by field. Each field is a handle on its words; below are why it was coded so, what nearly was, and
// what the reader makes of it.
import {useEffect, useRef, useState} from 'preact/hooks';
import {t, term, when, number} from '../i18n.js';
import {address, recordOf, refresh, send, setToken, useQuery} from '../api.js';
import {Empty, Failed, Loading, Pane} from '../pane.jsx';
import {NARROWING, change, query, select, toggle, useRoom} from '../state.js';
import {useFocus} from '../focus.js';
import {wordsOf} from '../record.js';
import {shorten} from '../text.js';
import {otherStories, useAcross} from '../across.js';
import {useNames} from '../scope.js';
import {Told} from '../told.jsx';
import {Became} from './ahead.jsx';
import {Differences} from './feed.jsx';
import {chainOf} from './words.jsx';
import {figure} from './timeline.jsx';
import {KINDS} from './tolls.jsx';

const EVENTS = ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST',
  'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT', 'DISRUPT'];
const STATUSES = ['actual', 'negated', 'future', 'conditional', 'hypothetical', 'historical'];

const entity = (focus, id) => focus.known.entities.get(id)?.name ?? null;

function actors(focus, role) {
  return (focus.claim.item.roles ?? []).filter((r) => r.role === role).map((r) => ({
    text: entity(focus, r.entity) ?? r.text, code: r.code, inferred: r.inferred, words: r.text}));
}

// [{field, label, value, code, note, act}] of what the claim says.
export function fields(focus) {
  const {kind, item} = focus.claim;
  const rows = [];
  const add = (field, label, value, more = {}) => {
    if (value !== null && value !== undefined && value !== '') rows.push({field, label: t(`field.${label}`), value, ...more});
  };
  const people = (role) => actors(focus, role).forEach((a) => add(role, role, a.text, {code: a.code, note: a.inferred ? t('field.inferred') : null,
    act: a.code ? () => toggle(role === 'actor' ? 'actor' : 'recipient', a.code) : null}));
  const place = focus.known.places.get(item.place);
  const time = focus.known.times.get(item.time ?? (kind === 'agenda' ? item.value : null));
  const by = () => {
    const steps = chainOf(focus);
    if (steps.length > 1) add('attribution', 'attribution', steps.map((s) => s.who).join(' \u2190 '));
  };
  switch (kind) {
    case 'event':
      people('actor');
      add('act', 'act', term('event', item.event), {code: [item.event, item.mode].filter(Boolean).join(' \u00b7 ')});
      people('recipient');
      add('status', 'status', term('status', item.status), {drawn: item.status});
      add('condition', 'condition', item.condition?.text, {words: true});
      break;
    case 'toll':
      add('act', 'figure', `${figure(item)} ${term('toll', item.kind)}`, {code: term('qualifier', item.qualifier)});
      add('act', 'victims', item.victims, {words: true});
      add(null, 'cumulative', item.cumulative ? t('toll.total') : t('toll.incident'));
      break;
    case 'quote':
      add('cue', 'speaker', entity(focus, item.speaker) ?? item.speaker_text ?? t('chain.unnamed'), {code: focus.known.entities.get(item.speaker)?.code});
      add('cue', 'cue', item.cue?.text, {words: true});
      add('act', 'said', item.direct === true ? t('quote.direct') : item.direct === 'mixed' ? t('quote.mixed') : t('quote.indirect'));
      break;
    case 'obligation':
      add(null, 'bearer', entity(focus, item.bearer), {code: focus.known.entities.get(item.bearer)?.code});
      add('act', 'action', item.action?.text ?? item.text, {words: true});
      add('condition', 'condition', item.condition?.text, {words: true});
      add(null, 'members', (item.known_members?.length ? item.known_members : item.members ?? []).join(' '));
      add(null, 'basis', item.basis);
      add(null, 'status', term('obligation_status', item.status), {drawn: item.status});
      break;
    case 'agenda':
      add('act', 'what', term('agenda', item.what));
      add(null, 'certainty', term('certainty', item.certainty), {drawn: item.certainty});
      break;
    case 'thread':
      add('request', 'status', term('thread', item.status));
      for (const answer of item.responses ?? []) add('answer', 'answer', term('answer', answer.kind), {act: () => select({story: focus.story, id: answer.event})});
      break;
    default:
  }
  if (time || item.time) add('time', 'time', when(time?.value ?? item.time), {note: time && time.begin !== time.until && time.until ? `${when(time.begin)} \u2013 ${when(time.until)}` : null});
  if (place) add('place', 'place', place.name, {code: [place.admin1, place.country].filter(Boolean).join(', '), note: ['country', 'admin1'].includes(place.kind) ? t(`precision.${place.kind}`) : null});
  by();
  if (kind === 'event') {
    add(null, 'contexts', (item.contexts ?? []).map((c) => c.replace(/_/g, ' ')).join(', '));
    add(null, 'codes', [item.cameo && `CAMEO ${item.cameo}`, item.score !== null && item.score !== undefined && `PLOVER ${item.score}`, item.goldstein !== null && item.goldstein !== undefined && `Goldstein ${item.goldstein}`].filter(Boolean).join(' \u00b7 '));
    add(null, 'confidence', number(item.confidence), {note: item.salience === 'background' ? t('field.background') : null});
  }
  const rule = [item.rule ?? item.by ?? []].flat();
  add(null, 'rule', rule.join(' > '), {code: true});
  return rows;
}

function Why({story, id}) {
  const here = useRef(null);
  const answer = useQuery('explain', new URLSearchParams({story, claim: id}).toString());
  useEffect(() => here.current?.scrollIntoView({block: 'nearest'}), [answer.data]);
  if (answer.error) return answer.error.status === 503 ? <p class="soft">{t('explain.unavailable')}</p> : answer.error.status === 404 ? <p class="soft">{t('explain.none')}</p> : <Failed error={answer.error} />;
  if (!answer.data) return <Loading />;
  const {rule, why = [], near = []} = answer.data;
  return (
    <div class="why" ref={here}>
      {rule && <p><code>{rule.id}</code>{rule.title && rule.title !== rule.id && <> {rule.title}</>}{rule.file && <span class="soft"> {rule.file}{rule.line ? `:${rule.line}` : ''}</span>}{rule.note && <span class="why-note">{rule.note}</span>}</p>}
      {why.length > 0 && <ul lang="en">{why.map((line, index) => <li key={index}>{line}</li>)}</ul>}
      <h4>{t('explain.near')}</h4>
      {near.length ? <ul lang="en">{near.map((n, index) => <li key={index}><code>{n.rule}</code> {n.text && <q>{n.text}</q>} {n.why_not && <span class="soft">{t('explain.failed')} {n.why_not}</span>}</li>)}</ul> : <p class="soft">{t('explain.near.none')}</p>}
    </div>
  );
}

// What can be put right about a claim, by its kind.
const CORRECTABLE = {
  event: [['event', EVENTS], ['status', STATUSES], ['mode', null], ['actor', null], ['recipient', null], ['day', null], ['place', null]],
  toll: [['kind', KINDS], ['low', null], ['high', null],
    ['qualifier', ['exact', 'at_least', 'at_most', 'about', 'more_than', 'less_than', 'range', 'vague']], ['day', null], ['place', null]],
  quote: [['speaker_text', null], ['speaker', null]],
  obligation: [['kind', ['treaty_trigger', 'conditional_commitment', 'prohibition', 'mandate']], ['status', ['pending', 'triggered', 'not_triggered']], ['bearer', null]],
  agenda: [['what', null], ['day', null], ['certainty', ['scheduled', 'expected', 'proposed', 'postponed', 'cancelled']]],
  thread: [['status', ['open', 'granted', 'conditional', 'partial', 'refused', 'deferred', 'mixed']]],
};

// "status = negated", in the words of the page.
const correctionWords = (kind, name, value) => {
  const list = WORDS[kind]?.[name];
  const known = (CORRECTABLE[kind] ?? []).some(([n]) => n === name);
  return `${known ? t(`fix.${name}`) : name} = ${typeof value === 'object' ? JSON.stringify(value) : list ? term(list, value) : value}`;
};

// The lists that say what a value is called.
const WORDS = {event: {event: 'event', status: 'status'}, toll: {kind: 'toll', qualifier: 'qualifier'},
  obligation: {kind: 'obligation_kind', status: 'obligation_status'}, agenda: {certainty: 'certainty'}, thread: {status: 'thread'}};

// What the claim says now, where that is a value to begin from.
function valueNow(focus, name) {
  const {item, kind} = focus.claim;
  if (name === 'actor' || name === 'recipient') return (item.roles ?? []).find((r) => r.role === name)?.code ?? '';
  if (name === 'day') return (focus.known.times.get(kind === 'agenda' ? item.value : item.time)?.value ?? '').slice(0, 10);
  if (name === 'place') return focus.known.places.get(item.place)?.name ?? '';
  if (name === 'bearer' || name === 'speaker') return entity(focus, item[name]) ?? '';
  return `${item[name] ?? ''}`;
}

function Correction({focus, give, close}) {
  const {kind} = focus.claim;
  const choices = CORRECTABLE[kind];
  const [name, setName] = useState(choices[0][0]);
  const options = choices.find(([n]) => n === name)[1];
  const figures = ['low', 'high'].includes(name);
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = `${form.get('value') ?? ''}`.trim();
    if (!value) return;
    give({correction: {[name]: figures && /^\d+$/.test(value) ? Number(value) : value}, note: `${form.get('note') ?? ''}`.trim() || undefined});
  };
  const now = valueNow(focus, name);
  const list = WORDS[kind]?.[name];
  return (
    <form class="correction" onSubmit={submit}>
      <label>{t('review.field')} <select value={name} onChange={(event) => setName(event.currentTarget.value)}>{choices.map(([n]) => <option key={n} value={n}>{t(`fix.${n}`)}</option>)}</select></label>
      <label>{t('review.value')} {options
        ? <select key={name} name="value">{options.map((o) => <option key={o} value={o} selected={o === now}>{list ? term(list, o) : o}</option>)}</select>
        : <input key={name} name="value" required autocomplete="off" dir="auto" defaultValue={now} {...(figures ? {type: 'number', min: 0, step: 1} : name === 'day' && /^(\d{4}-\d\d-\d\d)?$/.test(now) ? {type: 'date'} : {})} />}</label>
      <label>{t('review.note')} <input name="note" autocomplete="off" dir="auto" /></label>
      <span><button type="submit">{t('review.save')}</button> <button type="button" onClick={close}>{t('review.cancel')}</button></span>
    </form>
  );
}

const LOOK = 5000;  // milliseconds

function Review({focus, correcting, setCorrecting, problem, give}) {
  const reviews = useQuery('reviews', new URLSearchParams({story: focus.story, limit: '1000'}).toString());
  // Others review as well: while the page is looked at, it looks for what they say.
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && refresh('reviews'), LOOK);
    return () => clearInterval(timer);
  }, []);
  const all = reviews.data?.items ?? [];
  const mine = all.filter((r) => (r.claim ?? r.id) === focus.claim.id);
  const judged = new Set(all.map((r) => r.claim ?? r.id));
  const seen = focus.claims.filter((c) => judged.has(c.id)).length;
  const undo = async (review) => {
    await send('DELETE', `reviews/${review.n ?? review.review ?? review.seq}`).catch(() => {});
    refresh('reviews');
  };
  return (
    <div class="review">
      <span class="review-buttons" role="group" aria-label={t('review.title')}>
        <button type="button" onClick={() => give({verdict: 'accept'})}>{t('review.accept')} <kbd>a</kbd></button>
        <button type="button" onClick={() => give({verdict: 'reject'})}>{t('review.reject')} <kbd>x</kbd></button>
        <button type="button" aria-expanded={correcting ? 'true' : 'false'} onClick={() => setCorrecting(!correcting)}>{t('review.correct')} <kbd>c</kbd></button>
        {seen > 0 && <span class="soft num">{t('review.seen', {n: seen, of: focus.claims.length})}</span>}
      </span>
      {correcting && <Correction key={focus.claim.id} focus={focus} close={() => setCorrecting(false)} give={(more) => give({verdict: 'correct', ...more})} />}
      {problem && (problem.status === 401 || problem.status === 403
        ? (
          <form class="correction" onSubmit={(event) => {
            event.preventDefault();
            setToken(`${new FormData(event.currentTarget).get('token') ?? ''}`);
            give(null);
          }}><label>{t('review.token')} <input name="token" type="password" autocomplete="off" required /></label><button type="submit">{t('review.save')}</button></form>)
        : <p class="failed" role="alert">{t('review.failed', {what: problem.message})}</p>)}
      <ul class="verdicts" aria-live="polite">
        {mine.map((r) => (
          <li key={r.n ?? r.seq ?? r.at}>
            <b class={`verdict ${r.verdict}`}>{term('verdict', r.verdict)}</b>{' '}
            {r.correction && <bdi>{Object.entries(r.correction).map(([k, v]) => correctionWords(focus.claim.kind, k, v)).join(', ')} </bdi>}
            {r.note && <q>{r.note}</q>} <span class="soft">{r.reviewer} {when(r.at)}</span>{' '}
            <button type="button" class="link" onClick={() => undo(r)}>{t('review.undo')}</button>
          </li>
        ))}
      </ul>
    </div>
  );
}

// Keeps a verdict; the keys of the page and the buttons here come to the same.
export function useReview(focus) {
  const [correcting, setCorrecting] = useState(false);
  const [failed, setFailed] = useState(null);
  useEffect(() => {
    setCorrecting(false);
    setFailed(null);
  }, [focus.key]);
  const give = async (verdict) => {
    const body = verdict ? {story: focus.story, id: focus.claim.id, ...verdict} : failed?.body;
    if (!focus.claim || !body) return;
    try {
      await send('POST', 'reviews', body);
      setFailed(null);
      setCorrecting(false);
      refresh('reviews');
    } catch (problem) {
      setFailed({problem, body});
    }
  };
  return {correcting, setCorrecting, give, problem: failed?.problem ?? null};
}

// The figures that a figure gave way to, and those of the same day that cannot be right together with it: of its series.
export function figuresBeside(series, here) {
  const mine = (series ?? []).find((s) => s.points.some((p) => p.story === here.story && p.id === here.id));
  const point = mine?.points.find((p) => p.story === here.story && p.id === here.id);
  if (!point) return {later: null, against: []};
  const teller = (p) => p.speaker ?? p.source;
  const next = point.superseded_by;
  const later = next?.id ? mine.points.find((p) => p.story === next.story && p.id === next.id) ?? null : point.superseded ? mine.points.find((p) => p !== point && (p.published ?? '') > (point.published ?? '') && teller(p) === teller(point) && p.cumulative === point.cumulative && (p.low ?? p.high) >= (point.low ?? point.high)) ?? null : null;
  return {later, against: point.conflicts.map((key) => mine.points.find((p) => p.story === key.story && p.id === key.id)).filter(Boolean)};
}

// What other stories say of it: the answers it got, what it answers, what became of it, who else tells it.
function Elsewhere({focus, room}) {
  const across = useAcross(room);
  useNames();
  const {kind, item} = focus.claim;
  const series = useQuery(kind === 'toll' && room.situation ? 'tolls/series' : null, query(room, {kind: item.kind}, NARROWING));
  const here = {story: focus.story, id: kind === 'thread' ? item.request : focus.claim.id};
  const [ask, answered] = kind === 'event' || kind === 'thread' ? [across.ask(here), across.answered(here)] : [null, null];
  const [plan, event] = [kind === 'agenda' ? across.plan(here) : null, kind === 'event' ? across.event(here) : null];
  const others = (claims) => otherStories(claims, here);
  const rows = [];
  if (ask) {
    rows.push([t('field.status'), term('thread', ask.status)]);
    for (const answer of ask.answers) rows.push([term('answer', answer.kind), <><q lang="en" dir="auto">{answer.text}</q> <Told claim={answer} />{answer.day && <span class="soft num"> ({when(answer.day)})</span>}</>]);
  }
  if (answered) rows.push([t('field.answers'), <Told claim={answered.requests[0]} />]);
  if (plan) {
    rows.push([t('field.became'), <Became by={plan.resolved_by} status={plan.status} />]);
    for (const other of others(plan.items)) rows.push([t('told.also'), <Told claim={other} />]);
  }
  if (event && others(event.tellings).length) rows.push([t('told.also'), <>{others(event.tellings).map((claim, index) => <span key={index}>{index > 0 && '; '}<Told claim={claim} /></span>)}<Differences event={event} /></>]);
  const {later, against} = figuresBeside(kind === 'toll' ? series.data?.series : null, here);
  const told = (point) => <>{figure(point)} <Told claim={point} />{point.speaker && <span class="soft"> (<bdi>{point.speaker}</bdi>)</span>}</>;
  if (later) rows.push([t('field.later'), told(later)]);
  for (const point of against) rows.push([t('field.against'), told(point)]);
  const shown = plan?.status === 'open' ? rows.slice(1) : rows;
  if (!shown.length) return null;
  return (
    <section class="elsewhere" aria-label={t('told.title')}>
      <h4>{t('told.title')}</h4>
      <dl class="facts">{shown.map(([label, value], index) => <div key={index}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}

export function Claim({review}) {
  const room = useRoom();
  const focus = useFocus();
  const {claim} = focus;
  if (!claim) {
    return (
      <Pane name="claim" title={t('claim.title')} scroll>
        {room.claim && !room.claim.endsWith('#') && focus.record ? <Empty what={t('claim.gone')} /> : <Empty what={t('claim.none')} />}
        <ol class="index">
          {focus.claims.map((c) => (
            <li key={c.id}><button type="button" class="row" onClick={() => select({story: focus.story, id: c.id})}>
              <span class="soft">{t(`claim.${c.kind}`)}</span> <bdi lang={focus.record.story.language ?? 'en'}>{c.kind === 'event' || c.kind === 'thread' ? `${term('event', focus.known.events.get(c.item.request ?? c.id)?.event)}: ` : ''}<q>{shorten(wordsOf(c, focus.record), 90)}</q></bdi>
            </button></li>
          ))}
        </ol>
      </Pane>
    );
  }
  const rows = fields(focus);
  const explain = room.explain === '1';
  const twin = () => ({columns: [{key: 'label', label: t('col.field')}, {key: 'value', label: t('col.value')}, {key: 'code', label: t('col.code')}],
    rows: rows.map((r, index) => ({key: index, label: r.label, value: r.value, code: r.code === true ? '' : r.code ?? ''}))});
  return (
    <Pane name="claim" title={t(`claim.${claim.kind}`)} twin={twin} scroll tools={<button type="button" onClick={() => change({claim: null, field: null, explain: null})} title="Esc">{t('claim.close')}</button>}
      data={[{label: t('export.record'), href: address(recordOf(focus.story))}]}>
      <Review focus={focus} {...review} />
      <dl class="fields">
        {rows.map((row, index) => (
          <div key={index}>
            <dt>{row.label}</dt>
            <dd dir="auto">
              {row.field && claim.spans.concat(claim.cues).some((s) => s.field === row.field)
                ? <button type="button" class={`field${room.field === row.field ? ' on' : ''}`} onClick={() => change({field: room.field === row.field ? null : row.field})}>{row.words ? <q>{row.value}</q> : row.value}</button>
                : <span class={`${row.drawn ? `drawn ${row.drawn}` : ''}${row.code === true ? ' code' : ''}`}>{row.words ? <q>{row.value}</q> : row.value}</span>}
              {row.code && row.code !== true && (row.act ? <button type="button" class="code link" onClick={row.act} title={t('field.narrow')}>{row.code}</button> : <span class="code">{row.code}</span>)}
              {row.note && <span class="soft"> {row.note}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <Elsewhere focus={focus} room={room} />
      <p class="explain-head"><button type="button" class="link" aria-expanded={explain ? 'true' : 'false'} onClick={() => change({explain: explain ? null : '1'})}>{t('explain.title')}</button> <kbd>e</kbd></p>
      {explain && <Why story={focus.story} id={claim.id} />}
    </Pane>
  );
}
