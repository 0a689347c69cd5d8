// The timeline in lanes: asks and their answers, force, tolls, what is ahead. A day is the unit; a claim known only to the
// month is as long as the month.
import {scaleLinear, scaleUtc} from 'd3-scale';
import {extent, max} from 'd3-array';
import {t, term, day as dayName, number, when} from '../i18n.js';
import {address, useQuery} from '../api.js';
import {Answer, Pane, toggleTable, useSize} from '../pane.jsx';
import {change, keyOf, query, select, state, useRoom} from '../state.js';
import {named} from '../text.js';
import {fitting, widthOf} from '../labels.js';
import {AnswerMark, Mark, handle} from '../marks.jsx';
import {dim, useFocus} from '../focus.js';
import {kindOf} from './tolls.jsx';
import {once, useAcross} from '../across.js';

const DAY = 86400000;
const SIDE = 62;    // labels of the lanes
const RIGHT = 14;
const AXIS = 15;
const STATUSES = ['actual', 'historical', 'future', 'conditional', 'hypothetical', 'negated'];

// A day as a date; null for what is no day.
export function dateOf(day) {
  const date = /^\d{4}-\d\d-\d\d/.test(day ?? '') ? new Date(`${day.slice(0, 10)}T00:00:00Z`) : null;
  return date && !Number.isNaN(+date) ? date : null;
}
const isDay = (day) => dateOf(day) !== null;
export const iso = (date) => date.toISOString().slice(0, 10);

// Days and buckets: as fine as there is room for.
export function bucketFor(from, to) {
  if (!from || !to) return 'day';
  const days = (dateOf(to) - dateOf(from)) / DAY;
  if (days > 3000) return 'month';
  return days > 420 ? 'week' : 'day';
}

// The last day of a TIMEX3 value that is a month or a year; else the day itself.
function lastDay(value, day) {
  if (/^\d{4}-\d\d$/.test(value ?? '')) {
    const [year, month] = value.split('-').map(Number);
    return iso(new Date(Date.UTC(year, month, 0)));
  }
  if (/^\d{4}$/.test(value ?? '')) return `${value}-12-31`;
  return day;
}

// When an item of the agenda is due: a TIMEX3 value, however the record was able to give it.
export const dueOf = (a) => a.value?.value ?? (typeof a.value === 'string' ? a.value : null) ?? a.day ?? null;

const between = (request) => `${named(request.actors) || t('someone')} \u2192 ${named(request.recipients) || t('someone')}`;

function useTimeline(room) {
  const filters = query(room);
  const summary = useQuery('summary', filters);
  const bucket = bucketFor(summary.data?.from, summary.data?.to);
  const timeline = useQuery(summary.data ? 'timeline' : null, query(room, {bucket}));
  return {filters, bucket, summary, timeline, loading: summary.loading || timeline.loading};
}

// The stretch of days that is drawn: what is told, and a third of it ahead for the agenda.
function stretch(room, lanes, summary) {
  const {force, asks, tolls, agenda} = lanes;
  const told = [summary.from, summary.to, ...force.map((f) => f.day), ...asks.map((a) => a.request?.day ?? a.day)]
      .filter(isDay).filter((d) => !isDay(summary.from) || d >= iso(new Date(dateOf(summary.from) - 14 * DAY)));
  let [first, last] = extent(told.concat(tolls.map((toll) => toll.published ?? toll.day).filter(isDay)));
  if (!first) [first, last] = extent(agenda.map((a) => a.day).filter(isDay));
  if (!first) return null;
  first = room.from?.[0] ?? first;
  last = room.to?.[0] ?? last;
  const until = dateOf(last);
  const span = Math.max(until - dateOf(first), 6 * DAY);
  const ahead = max(agenda.filter((a) => isDay(a.day) && dateOf(a.day) <= +until + span * 0.6), (a) => dateOf(a.day)) ?? until;
  const end = Math.max(+until, +ahead) + DAY;
  // Fewer days than a week are not drawn wider than a week is.
  const spare = Math.max(0, 7 * DAY - (end - dateOf(first)));
  return {first: new Date(+dateOf(first) - Math.floor(spare / 2 / DAY) * DAY), last: new Date(end + Math.ceil(spare / 2 / DAY) * DAY), now: new Date(+until + DAY)};
}

// Packs labelled intervals into rows so that none covers another; what finds no row is counted.
function pack(items, rows) {
  const ends = Array(rows).fill(-Infinity);
  const placed = [];
  let left = 0;
  for (const item of items) {
    const row = ends.findIndex((end) => end < item.x0);
    if (row < 0) {
      left += 1;
      continue;
    }
    ends[row] = item.x1 + 6;
    placed.push({...item, row});
  }
  return {placed, left};
}

// A request and its answers are one, however many stories tell of them.
export const joined = (asks, across) => once(asks, (thread) => across.ask(thread.request) ?? thread.merged).map(({item: thread}) => {
  const ask = across.ask(thread.request);
  return ask ? {...thread, responses: ask.answers, status: ask.status} : thread;
});

function Asks({asks, x, top, height, width, focus}) {
  const rowHeight = 15;
  const rows = Math.max(1, Math.floor(height / rowHeight));
  const right = width - RIGHT;
  const items = asks.filter((a) => isDay(a.request?.day)).map((thread) => {
    const from = x(dateOf(thread.request.day));
    const answers = (thread.responses ?? []).map((r) => ({...r, x: Math.max(x(dateOf(r.day) ?? dateOf(thread.request.day)), from + 16)}));
    const end = answers.length ? Math.max(...answers.map((a) => a.x)) : Math.min(from + 28, right);
    const [before, behind] = [from - SIDE - 8, right - end - 8];
    const label = fitting(between(thread.request), Math.min(230, Math.max(24, Math.max(before, behind) - 8)));
    const length = widthOf(label) + 8;
    const after = length < behind || behind >= before;
    return {thread, from, answers, end, label, after, x0: after ? from - 5 : from - length - 8, x1: after ? end + 8 + length : end + 6};
  }).sort((a, b) => a.x0 - b.x0);
  const {placed, left} = pack(items, rows);
  return (
    <g class="lane-asks">
      {placed.map(({thread, from, answers, end, label, after, row}) => {
        const y = top + 8 + row * rowHeight;
        const open = !answers.length;
        const words = `${between(thread.request)}: \u201c${thread.request.text}\u201d, ${dayName(thread.request.day)}; ${term('thread', thread.status)}`;
        return (
          <g key={keyOf(thread.story ?? thread.request.story, thread.id)} class={`ask${dim(focus, thread.request) && dim(focus, answers[0]) ? ' dim' : ''}`}>
            <line class={`ask-line${open ? ' open' : ''} ${thread.status}`} x1={from + 4} y1={y} x2={end - 4} y2={y} />
            <g class="hit" {...handle(words, () => select(thread.request))}>
              <title>{words}</title>
              <rect class="target" x={from - 7} y={y - 7} width={14} height={14} />
              <circle class="ask-mark" cx={from} cy={y} r={4} />
            </g>
            {answers.map((answer) => (
              <g class="hit" key={answer.id} {...handle(`${term('answer', answer.kind)}: \u201c${answer.text}\u201d, ${dayName(answer.day)}`, () => select(answer))}>
                <title>{`${term('answer', answer.kind)}: ${answer.text}`}</title>
                <rect class="target" x={answer.x - 7} y={y - 7} width={14} height={14} />
                <AnswerMark kind={answer.kind} x={answer.x} y={y} />
              </g>
            ))}
            <text class="label" x={after ? end + 8 : from - 8} y={y + 3.5} text-anchor={after ? 'start' : 'end'}>{label}</text>
          </g>
        );
      })}
      <Left n={left} top={top} />
    </g>
  );
}

// What a lane has no room for is in the table; below the lane's name.
function Left({n, top}) {
  if (!n) return null;
  const words = t('timeline.more', {n});
  return <text class="more hit" x={0} y={top + 25} {...handle(words, () => toggleTable(state(), 'timeline'))}><title>{words}</title>+{number(n)}</text>;
}

// Force: a square an event while there is room for squares, else bars; in both, the status says how it is drawn.
function Force({force, x, top, height, bucket, band}) {
  const most = max(force, (f) => f.count) ?? 1;
  const size = Math.max(3, Math.min(7, band - 1.5));
  const columns = Math.max(1, Math.min(3, Math.floor((band - 1) / (size + 1.5))));
  const squares = most <= Math.floor(height / (size + 1.5)) * columns;
  const y = scaleLinear([0, most], [0, height - 3]);
  return (
    <g class="lane-force">
      {force.filter((f) => isDay(f.day)).map((f) => {
        const left = x(dateOf(f.day));
        const parts = STATUSES.filter((s) => f.status?.[s]).map((s) => ({status: s, n: f.status[s]}));
        const words = `${when(f.day)}: ${t('timeline.force', {n: f.count})} (${parts.map((p) => `${p.n} ${term('status', p.status)}`).join(', ')})`;
        const tone = (f.score_sum ?? 0) / f.count <= -5 ? 'conflict' : 'conflict-weak';
        let at = 0;
        return (
          <g key={f.day} class="hit" {...handle(words, () => change({from: f.day, to: bucket === 'day' ? f.day : iso(new Date(+dateOf(f.day) + (bucket === 'week' ? 6 : 30) * DAY)), claim: null}))}>
            <title>{words}</title>
            <rect class="target" x={left} y={top} width={Math.max(band, 4)} height={height} />
            {squares
              ? parts.flatMap((p) => Array.from({length: p.n}, () => {
                const [column, row] = [at % columns, Math.floor(at / columns)];
                at += 1;
                return <Mark key={at} status={p.status} tone={tone} size={size} x={left + 1 + size / 2 + column * (size + 1.5)} y={top + height - 2 - size / 2 - row * (size + 1.5)} />;
              }))
              : parts.map((p) => {
                const from = at;
                at += p.n;
                return <g key={p.status} class={`mark mark-${p.status} tone-${tone}`}><rect x={left + 0.5} width={Math.max(1, Math.min(band - 1, 9))} y={top + height - 1 - y(at)} height={Math.max(0.5, y(at) - y(from))} /></g>;
              })}
          </g>
        );
      })}
    </g>
  );
}

const figure = (toll) => {
  const [low, high] = [toll.low, toll.high].map((n) => (typeof n === 'number' ? number(n) : null));
  const {qualifier} = toll;
  const sign = {at_least: '\u2265', more_than: '>', at_most: '\u2264', less_than: '<', about: '~'}[qualifier] ?? '';
  if (low !== null && high !== null && low !== high) return `${low}\u2013${high}`;
  return `${sign}${low ?? high ?? '?'}`;
};
export {figure};

// Tolls: what is told on a day, from its lowest to its highest figure, and the band between the sources.
function Tolls({tolls, x, top, height, width, kind, focus, band, now}) {
  const told = tolls.filter((toll) => toll.kind === kind && Number.isFinite(toll.low ?? toll.high) && isDay(toll.published ?? toll.day));
  if (!told.length) return <text class="label soft" x={x.range()[0] + 4} y={top + height / 2 + 4}>{t('timeline.no_tolls', {kind: term('toll', kind)})}</text>;
  const low = (toll) => toll.low ?? toll.high;
  const high = (toll) => toll.high ?? toll.low;
  const y = scaleLinear([0, max(told, high)], [top + height - 4, top + 11]);
  const days = [...new Set(told.map((toll) => (toll.published ?? toll.day).slice(0, 10)))].sort();
  const spread = days.map((d) => {
    const these = told.filter((toll) => (toll.published ?? toll.day).slice(0, 10) === d);
    return {day: dateOf(d), x: x(dateOf(d)) + band / 2, y0: y(Math.min(...these.map(low))), y1: y(Math.max(...these.map(high)))};
  });
  // Days that lie close to each other share a band.
  const runs = [];
  for (const point of spread) {
    if (runs.length && point.day - runs.at(-1).at(-1).day <= 10 * DAY) runs.at(-1).push(point);
    else runs.push([point]);
  }
  const areas = runs.filter((run) => run.length > 1)
      .map((run) => `M${run.map((s) => `${s.x},${s.y1}`).join('L')}L${[...run].reverse().map((s) => `${s.x},${s.y0}`).join('L')}Z`);
  let labelled = -Infinity;
  return (
    <g class="lane-tolls">
      {areas.map((area) => <path key={area} class="toll-band" d={area} />)}
      {told.map((toll) => {
        const cx = x(dateOf(toll.published ?? toll.day)) + band / 2;
        const [y0, y1] = [y(low(toll)), y(high(toll))];
        const words = `${figure(toll)} ${term('toll', toll.kind)}, ${when(toll.day)}${toll.text ? `: \u201c${toll.text}\u201d` : ''}${toll.source ? ` (${toll.source})` : ''}`;
        const long = widthOf(figure(toll)) + 8;
        const before = cx + long > width - 2 || (cx < now && cx + long > now);
        const label = (before ? cx - long : cx) - labelled > 2;
        if (label) labelled = before ? cx : cx + long;
        const open = ['at_least', 'more_than'].includes(toll.qualifier);
        return (
          <g key={keyOf(toll.story, toll.id)} class={`hit toll${dim(focus, toll)}${toll.superseded_by ? ' superseded' : ''}`} {...handle(words, () => select(toll), focus.key === keyOf(toll.story, toll.id))}>
            <title>{words}</title>
            <rect class="target" x={cx - 7} y={Math.min(y1, y0) - 7} width={14} height={Math.abs(y0 - y1) + 14} />
            <line class="toll-bar" x1={cx} x2={cx} y1={y0} y2={open ? y1 - 6 : y1} />
            <line class="toll-cap" x1={cx - 3.5} x2={cx + 3.5} y1={y0} y2={y0} />
            {open ? <path class="toll-open" d={`M${cx - 3},${y1 - 3}L${cx},${y1 - 7}L${cx + 3},${y1 - 3}`} /> : y1 !== y0 && <line class="toll-cap" x1={cx - 3.5} x2={cx + 3.5} y1={y1} y2={y1} />}
            {label && <text class="label num" x={before ? cx - 6 : cx + 6} y={Math.max(y1 + 3.5, top + 9)} text-anchor={before ? 'end' : 'start'}>{figure(toll)}</text>}
          </g>
        );
      })}
    </g>
  );
}

function Agenda({agenda, x, top, height, width, focus, now}) {
  const right = width - RIGHT;
  const [start, end] = x.domain();
  const rowHeight = 14;
  const rows = Math.max(1, Math.floor(height / rowHeight));
  const seen = agenda.filter((a) => isDay(a.day) && dateOf(a.day) >= start);
  const inside = seen.filter((a) => dateOf(a.day) <= end).sort((a, b) => (a.day < b.day ? -1 : 1));
  const beyond = seen.filter((a) => dateOf(a.day) > end).sort((a, b) => (a.day < b.day ? -1 : 1));
  const items = inside.map((a) => {
    const from = x(dateOf(a.day));
    const to = Math.min(x(new Date(+(dateOf(lastDay(dueOf(a), a.day)) ?? dateOf(a.day)) + DAY)), right);
    const label = term('agenda', a.what);
    const length = widthOf(label) + 4;
    const inside = to - from > length + 60;  // a long stretch holds its own name
    const after = inside || to + 4 + length < right;
    return {a, from, to, label, after, at: inside ? from + 4 : Math.max(to, from + 5) + 4, inside, x0: after ? from : from - length - 6, x1: inside || !after ? to : to + 4 + length};
  }).sort((a, b) => a.x0 - b.x0);
  const {placed, left} = pack(items, beyond.length && rows > 1 ? rows - 1 : rows);
  const words = (a) => `${term('agenda', a.what)}, ${when(dueOf(a))} (${term('certainty', a.certainty)}${a.status && a.status !== 'open' ? `; ${term('agenda_status', a.status)}` : ''}): \u201c${a.text}\u201d`;
  return (
    <g class="lane-agenda">
      {placed.map(({a, from, to, label, after, at, inside: within, row}) => {
        const y = top + row * rowHeight;
        return (
          <g key={keyOf(a.story, a.id)} class={`hit agenda ${a.certainty} is-${a.status}${dim(focus, a)}`} {...handle(words(a), () => select(a), focus.key === keyOf(a.story, a.id))}>
            <title>{words(a)}</title>
            <rect class="target" x={from - 3} y={y} width={Math.max(to - from, 8) + 3} height={rowHeight} />
            <rect class="agenda-mark" x={from + 1} y={within ? y + 11 : y + 3} width={Math.max(to - from - 2, 4)} height={within ? 2 : 8} />
            <text class="label" x={after ? at : from - 5} y={within ? y + 8.5 : y + 10.5} text-anchor={after ? 'start' : 'end'}>{label}</text>
          </g>
        );
      })}
      {beyond.length > 0 && (
        <text class="label" x={now > width / 2 && now < right ? now - 6 : right - 4} y={top + Math.max(rows, 1) * rowHeight - 3.5} text-anchor="end">
          {beyond.slice(0, 2).map((a, index) => (
            <tspan key={a.id} class={`hit link-text${dim(focus, a)}`} {...handle(words(a), () => select(a))}>{`${index ? ', ' : ''}${term('agenda', a.what)} ${when(dueOf(a))}`}</tspan>
          ))}
          <tspan>{' \u2192'}</tspan>
        </text>
      )}
      <Left n={left + Math.max(0, beyond.length - 2)} top={top} />
    </g>
  );
}

// The lanes with what stories say of each other: requests with later answers, plans with what became of them.
const lanesAcross = (lanes, across) => ({force: [], tolls: [], ...lanes, asks: joined(lanes?.asks ?? [], across),
  agenda: once(lanes?.agenda ?? [], (item) => across.plan(item) ?? item.merged).map(({item}) => ({...item, status: across.plan(item)?.status ?? item.status}))});

function Drawing({lanes: lanesOf, summary, room, bucket, width, height, focus}) {
  const days = stretch(room, lanesOf, summary);
  if (!days) return null;
  const x = scaleUtc([days.first, days.last], [SIDE, width - RIGHT]);
  const band = Math.max(1, (x(new Date(+days.first + DAY)) - x(days.first)) * (bucket === 'week' ? 7 : bucket === 'month' ? 30 : 1));
  const free = height - AXIS;
  // The agenda needs two rows, force and tolls a little more; asks take what is left, and share it when the frame is large.
  const fixed = {force: Math.max(30, free * 0.18), tolls: Math.max(40, free * 0.24), agenda: Math.max(32, free * 0.2)};
  const tall = {asks: free - fixed.force - fixed.tolls - fixed.agenda, ...fixed};
  let at = AXIS;
  const lanes = ['asks', 'force', 'tolls', 'agenda'].map((name) => {
    const top = at;
    at += tall[name];
    return {name, top, height: at - top - 3};
  });
  const kind = kindOf(room, lanesOf.tolls);
  const fine = Math.min(Math.max(2, Math.floor((width - SIDE) / 80)), Math.round((days.last - days.first) / DAY));
  const short = days.last - days.first < 200 * DAY;
  const nameOf = (tick) => (short ? dayName(iso(tick)) : when(iso(tick).slice(0, 7)));
  const ticks = x.ticks(fine).filter((tick) => +tick % DAY === 0);
  const Lane = {asks: Asks, force: Force, tolls: Tolls, agenda: Agenda};
  return (
    <svg data-picture width={width} height={height} role="group" aria-label={t('timeline.title')}>
      <rect class="ahead" x={x(days.now)} y={AXIS} width={Math.max(0, width - RIGHT - x(days.now))} height={free} />
      {ticks.map((tick) => (
        <g key={+tick}>
          <line class="grid" x1={x(tick)} x2={x(tick)} y1={AXIS} y2={height} />
          {x(tick) + 3 + widthOf(nameOf(tick)) < width && <text class="tick" x={x(tick) + 3} y={11}>{nameOf(tick)}</text>}
        </g>
      ))}
      {lanes.map(({name, top, height: tall}, index) => {
        const View = Lane[name];
        return (
          <g key={name}>
            {index > 0 && <line class="lane-rule" x1={0} x2={width} y1={top - 1.5} y2={top - 1.5} />}
            <text class="lane-name" x={0} y={top + 12}>{name === 'tolls' ? term('toll', kind) : t(`lane.${name}`)}</text>
            <View {...{[name]: lanesOf[name]}} x={x} top={top} height={tall} width={width} bucket={bucket} band={band} kind={kind} focus={focus} now={x(days.now)} />
          </g>
        );
      })}
      <line class="now" x1={x(days.now)} x2={x(days.now)} y1={AXIS} y2={height} />
    </svg>
  );
}

export function Timeline() {
  const room = useRoom();
  const focus = useFocus();
  const [ref, size] = useSize();
  const {filters, bucket, summary, timeline, loading} = useTimeline(room);
  const across = useAcross(room);
  const lanes = lanesAcross(timeline.data?.lanes, across);
  const twin = () => ({
    columns: [{key: 'day', label: t('col.day')}, {key: 'lane', label: t('col.lane')}, {key: 'what', label: t('col.what')}, {key: 'words', label: t('col.words')}],
    rows: [
      ...(lanes.asks ?? []).map((a) => ({day: a.request?.day, lane: t('lane.asks'), what: `${between(a.request)}; ${term('thread', a.status)}`,
        words: [a.request.text, ...(a.responses ?? []).map((r) => `${term('answer', r.kind)}: ${r.text}`)].join(' / '), open: () => select(a.request)})),
      ...(lanes.force ?? []).map((f) => ({day: f.day, lane: t('lane.force'), what: t('timeline.force', {n: f.count}),
        words: Object.entries(f.status ?? {}).map(([s, n]) => `${n} ${term('status', s)}`).join(', '), open: () => change({from: f.day, to: f.day})})),
      ...(lanes.tolls ?? []).map((toll) => ({day: toll.day, lane: t('lane.tolls'), what: `${figure(toll)} ${term('toll', toll.kind)}`, words: toll.text, open: () => select(toll)})),
      ...(lanes.agenda ?? []).map((a) => ({day: dueOf(a), lane: t('lane.agenda'), what: `${term('agenda', a.what)} (${term('certainty', a.certainty)}${a.status && a.status !== 'open' ? `; ${term('agenda_status', a.status)}` : ''})`, words: a.text, open: () => select(a)})),
    ].sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1)),
  });
  return (
    <Pane name="timeline" title={t('timeline.title')} twin={twin} busy={loading}
      data={[{label: t('export.json'), href: address('timeline', query(room, {bucket}))}, {label: t('export.events_csv'), href: address('events.csv', filters)}]}>
      <div class="fill" ref={ref}>
        <Answer query={summary.error ? summary : timeline.data || timeline.error ? timeline : summary.data ? timeline : summary}
          empty={(data) => data.lanes && !Object.values(data.lanes).some((lane) => lane?.length)}>
          {(data) => data.lanes && size.width > 0 && <Drawing lanes={lanes} summary={summary.data ?? {}} room={room} bucket={bucket} width={size.width} height={size.height} focus={focus} />}
        </Answer>
      </div>
    </Pane>
  );
}
