// The toll curve: each source's line of figures as they were told, the band between the sources, and what later figures replaced.
import {extent, max} from 'd3-array';
import {scaleLinear, scaleUtc} from 'd3-scale';
import {curveStepAfter, line} from 'd3-shape';
import {t, term, when, day as dayName, number} from '../i18n.js';
import {useSize} from '../pane.jsx';
import {change, keyOf, select} from '../state.js';
import {handle} from '../marks.jsx';
import {fitting, widthOf} from '../labels.js';
import {dateOf, figure} from './timeline.jsx';

export const KINDS = ['killed', 'injured', 'missing', 'detained', 'abducted', 'displaced', 'evacuated', 'sick'];

// The kind that is shown: the one that was chosen, else of those that are told the killed, else what most is told of.
export function kindOf(room, told) {
  if (KINDS.includes(room.toll)) return room.toll;
  const counts = new Map();
  for (const toll of told) counts.set(toll.kind, (counts.get(toll.kind) ?? 0) + 1);
  if (!counts.size || counts.has(KINDS[0])) return KINDS[0];
  return [...counts].sort((a, b) => b[1] - a[1])[0][0];
}

export const KindPicker = ({kind, counts}) => (
  <select class="kinds" aria-label={t('tolls.kind')} value={kind} onChange={(event) => change({toll: event.currentTarget.value})}>
    {KINDS.map((name) => <option key={name} value={name}>{term('toll', name)}{counts.get(name) ? ` (${number(counts.get(name))})` : ''}</option>)}
  </select>
);

const low = (p) => p.low ?? p.high;
const high = (p) => p.high ?? p.low;
const told = (p) => (p.published ?? p.day ?? '').slice(0, 10);
const teller = (p) => p.speaker ?? p.source ?? t('someone');
const points = (series) => series.flatMap((s) => s.points.map((p) => ({...p, line: s.incident ?? s.situation ?? ''})))
    .filter((p) => Number.isFinite(low(p)) && dateOf(told(p))).sort((a, b) => (told(a) < told(b) ? -1 : 1));

export const curveTwin = (series) => ({
  columns: [{key: 'told', label: t('col.told')}, {key: 'day', label: t('col.day')}, {key: 'low', label: t('col.low'), number: true}, {key: 'high', label: t('col.high'), number: true},
    {key: 'qualifier', label: t('col.qualifier')}, {key: 'who', label: t('col.told_by')}, {key: 'source', label: t('col.source')}, {key: 'superseded', label: t('col.superseded')}],
  rows: points(series).map((p) => ({key: keyOf(p.story, p.id), told: told(p), day: p.day, low: p.low ?? '', high: p.high ?? '', qualifier: term('qualifier', p.qualifier),
    who: p.speaker ?? '', source: p.source ?? '', superseded: p.superseded ? t('yes') : '', open: () => select(p)})),
});

export function Curve({series, kind, focus}) {
  const [ref, {width, height}] = useSize();
  return <div class="fill" ref={ref}>{width > 0 && points(series).length > 0 && <Drawing all={points(series)} kind={kind} focus={focus} width={width} height={height} />}</div>;
}

function Drawing({all, kind, focus, width, height}) {
  const tellers = [...new Set(all.map(teller))];
  const side = Math.min(width * 0.36, 12 + Math.max(...tellers.map((name) => widthOf(name))));
  const [left, right, top, bottom] = [Math.max(34, 14 + widthOf(number(max(all, high) * 1.2), 10.5)), side, 24, 18];
  const [first, last] = extent(all.map(told));
  const pad = Math.max(86400000, (dateOf(last) - dateOf(first)) * 0.04);
  const x = scaleUtc([+dateOf(first) - pad, +dateOf(last) + pad], [left, width - right]);
  const y = scaleLinear([0, max(all, high)], [height - bottom, top]).nice(4);
  const days = [...new Set(all.map(told))];
  // The first and the last day are named, and those between that have room.
  const ticks = [];
  for (const d of days) if (d === days[0] || (x(dateOf(d)) - x(dateOf(ticks.at(-1))) > 62 && x(dateOf(last)) - x(dateOf(d)) > 80)) ticks.push(d);
  if (last !== days[0]) ticks.push(last);
  // The band is what lies between the tellers of one incident; a vague word ("hundreds") does not widen it.
  const bands = [...new Set(all.map((p) => p.line))].map((name) => {
    const running = new Map();
    const edges = days.map((d) => {
      for (const p of all) if (p.line === name && told(p) === d && !p.superseded && p.qualifier !== 'vague') running.set(teller(p), p);
      const now = [...running.values()];
      return now.length ? {x: x(dateOf(d)), y0: y(Math.min(...now.map(low))), y1: y(Math.max(...now.map(high)))} : null;
    }).filter(Boolean);
    return edges.length > 1 ? `M${edges.map((e) => `${e.x},${e.y1}`).join('L')}L${[...edges].reverse().map((e) => `${e.x},${e.y0}`).join('L')}Z` : null;
  }).filter(Boolean);
  const step = line((p) => x(dateOf(told(p))), (p) => y(low(p))).curve(curveStepAfter);
  const ends = tellers.map((name) => {
    const mine = all.filter((p) => teller(p) === name);
    return {name, y: y(low(mine.at(-1))), mine};
  }).sort((a, b) => a.y - b.y);
  let below = -Infinity;
  const labels = ends.map((end) => {
    below = Math.max(end.y + 3.5, below + 11);
    return {...end, at: below};
  }).filter((end) => end.at < height);
  return (
    <svg data-picture width={width} height={height} role="group" aria-label={t('tolls.title', {kind: term('toll', kind)})}>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line class="grid" x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
          <text class="tick" x={left - 5} y={y(tick) + 3.5} text-anchor="end">{number(tick)}</text>
        </g>
      ))}
      {ticks.map((d, index) => (
        <text key={d} class="tick" x={x(dateOf(d))} y={height - 4} text-anchor={ticks.length === 1 ? 'middle' : index === 0 ? 'start' : index === ticks.length - 1 ? 'end' : 'middle'}>
          {x.domain()[1] - x.domain()[0] < 300 * 86400000 ? dayName(d) : when(d.slice(0, 7))}</text>
      ))}
      {bands.map((area) => <path key={area} class="toll-band" d={area} />)}
      {ends.map(({name, mine}) => <path key={name} class="toll-line" d={step(mine)} />)}
      {all.map((p) => {
        const [cx, y0, y1] = [x(dateOf(told(p))), y(low(p)), y(high(p))];
        const words = `${figure(p)} ${term('toll', p.kind ?? kind)}, ${when(told(p))} (${teller(p)}${p.source && p.source !== teller(p) ? `, ${p.source}` : ''})${p.superseded ? `; ${t('tolls.superseded')}` : ''}`;
        const open = ['at_least', 'more_than'].includes(p.qualifier);
        const key = keyOf(p.story, p.id);
        return (
          <g key={key} class={`hit toll${p.superseded ? ' superseded' : ''}${p.conflicts?.length ? ' conflicting' : ''}${focus.key && focus.key !== key ? ' dim' : ''}`} {...handle(words, () => select(p), focus.key === key)}>
            <title>{words}</title>
            <rect class="target" x={cx - 7} y={y1 - 7} width={14} height={y0 - y1 + 14} />
            <line class="toll-bar" x1={cx} x2={cx} y1={y0} y2={open ? y1 - 7 : y1} />
            <line class="toll-cap" x1={cx - 3.5} x2={cx + 3.5} y1={y0} y2={y0} />
            {open ? <path class="toll-open" d={`M${cx - 3},${y1 - 4}L${cx},${y1 - 8}L${cx + 3},${y1 - 4}`} /> : y1 !== y0 && <line class="toll-cap" x1={cx - 3.5} x2={cx + 3.5} y1={y1} y2={y1} />}
          </g>
        );
      })}
      {labels.map((end) => <text key={end.name} class="label" x={width - right + 6} y={end.at}><title>{end.name}</title>{fitting(end.name, right - 8)}</text>)}
    </svg>
  );
}
