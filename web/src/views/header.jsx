// The head of the page: which situation, which days, which words; language, light and help.
import {max} from 'd3-array';
import {scaleLinear, scaleUtc} from 'd3-scale';
import {useEffect, useRef, useState} from 'preact/hooks';
import {LANGUAGES, days, t, when} from '../i18n.js';
import {useQuery} from '../api.js';
import {useSize} from '../pane.jsx';
import {NARROWING, change, query, useRoom} from '../state.js';
import {titleOf} from '../situation.js';
import {bucketFor, dateOf, iso} from './timeline.jsx';

const DAY = 86400000;

export function Picker({situations}) {
  const room = useRoom();
  // What was told of last stands first.
  const items = [...situations.data?.items ?? []].sort((a, b) => ((a.to ?? '') < (b.to ?? '') ? 1 : -1));
  const now = room.situation?.[0] ?? 'all';
  return (
    <select class="picker" aria-label={t('situation.pick')} value={now} title={items.find((s) => s.id === now)?.label}
      onChange={(event) => change({situation: [event.currentTarget.value], from: null, to: null, story: null, claim: null, field: null, map: null, near: null, actor: null, country: null})}>
      <option value="all">{t('situation.all')}</option>
      {items.map((s) => {
        const {name, when: span} = titleOf(s);
        return <option key={s.id} value={s.id}>{span ? `${name}, ${span}` : name}</option>;
      })}
      {now !== 'all' && !items.some((s) => s.id === now) && <option value={now}>{now}</option>}
    </select>
  );
}

// The days: how much is told on each, and two handles. Drag across to choose, drag the chosen to move it, arrows for a day.
export function Brush() {
  const room = useRoom();
  const [ref, {width, height}] = useSize();
  const whole = useQuery('summary', query(room, {}, NARROWING));
  const bucket = bucketFor(whole.data?.from, whole.data?.to);
  const daily = useQuery(whole.data?.from ? 'timeline' : null, query(room, {bucket}, NARROWING));
  const drag = useRef(null);
  const [draft, setDraft] = useState(null);
  const {from: first, to: last} = whole.data ?? {};
  if (!dateOf(first) || !dateOf(last)) return <div class="brush" ref={ref} />;
  const x = scaleUtc([dateOf(first), new Date(+dateOf(last) + DAY)], [6, Math.max(7, width - 6)]);
  const counts = (daily.data?.score ?? []).filter((d) => dateOf(d.day) && d.day >= first && d.day <= last);
  const y = scaleLinear([0, max(counts, (c) => c.count) ?? 1], [0, height - 15]);
  const band = Math.max(1.5, (x(new Date(+dateOf(first) + DAY)) - x(dateOf(first))) * (bucket === 'week' ? 7 : bucket === 'month' ? 30 : 1) - 1);
  const chosen = draft ?? {from: room.from?.[0] ?? first.slice(0, 10), to: room.to?.[0] ?? last.slice(0, 10)};
  const narrow = draft || room.from || room.to;
  const clip = (day) => (day < first.slice(0, 10) ? first.slice(0, 10) : day > last.slice(0, 10) ? last.slice(0, 10) : day);
  const dayAt = (px) => clip(iso(new Date(Math.floor(x.invert(px) / DAY) * DAY)));
  const settle = (range) => {
    const all = range.from === first.slice(0, 10) && range.to === last.slice(0, 10);
    change(all ? {from: null, to: null} : {from: range.from, to: range.to});
  };
  const step = (end, by) => {
    const moved = {...chosen, [end]: clip(iso(new Date(+dateOf(chosen[end]) + by * DAY)))};
    if (moved.from <= moved.to) settle(moved);
  };
  const slider = (end) => ({
    role: 'slider', tabindex: 0, 'aria-label': t(`brush.${end}`), 'aria-valuemin': 0, 'aria-valuemax': Math.round((dateOf(last) - dateOf(first)) / DAY),
    'aria-valuenow': Math.round((dateOf(chosen[end]) - dateOf(first)) / DAY), 'aria-valuetext': when(chosen[end]),
    onKeyDown: (event) => {
      const by = {ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7}[event.key];
      if (event.key === 'Home' || event.key === 'End') settle({...chosen, [end]: event.key === 'Home' ? (end === 'from' ? first.slice(0, 10) : chosen.from) : (end === 'to' ? last.slice(0, 10) : chosen.to)});
      else if (by) step(end, by);
      else return;
      event.preventDefault();
    },
  });
  const [x0, x1] = [x(dateOf(chosen.from)), x(new Date(+dateOf(chosen.to) + DAY))];
  const down = (event) => {
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const near = (at) => Math.abs(px - at) < 7;
    const mode = narrow && near(x0) ? 'from' : narrow && near(x1) ? 'to' : narrow && px > x0 && px < x1 ? 'move' : 'new';
    drag.current = {mode, start: px, chosen, moved: false};
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event) => {
    const now = drag.current;
    if (!now) return;
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    if (Math.abs(px - now.start) > 2) now.moved = true;
    if (!now.moved) return;
    const here = dayAt(px);
    if (now.mode === 'new') setDraft(here < dayAt(now.start) ? {from: here, to: dayAt(now.start)} : {from: dayAt(now.start), to: here});
    else if (now.mode === 'move') {
      const by = Math.round((x.invert(px) - x.invert(now.start)) / DAY) * DAY;
      const moved = {from: iso(new Date(+dateOf(now.chosen.from) + by)), to: iso(new Date(+dateOf(now.chosen.to) + by))};
      if (clip(moved.from) === moved.from && clip(moved.to) === moved.to) setDraft(moved);
    } else {
      const other = now.mode === 'from' ? now.chosen.to : now.chosen.from;
      setDraft(here < other ? {from: here, to: other} : {from: other, to: here});
    }
  };
  const up = () => {
    const now = drag.current;
    drag.current = null;
    if (now?.moved && draft) settle(draft);
    else if (now && narrow && now.mode === 'new') change({from: null, to: null});
    setDraft(null);
  };
  return (
    <div class="brush" ref={ref} role="group" aria-label={t('brush.title')}>
      {width > 0 && (
        <svg width={width} height={height} onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up}>
          {counts.map((c) => <rect key={c.day} class={`bar${c.day >= chosen.from && c.day <= chosen.to ? '' : ' out'}`} x={x(dateOf(c.day)) + 0.5} width={band} y={height - 13 - y(c.count)} height={Math.max(1, y(c.count))} />)}
          <line class="base" x1={6} x2={width - 6} y1={height - 12.5} y2={height - 12.5} />
          {narrow && <rect class="chosen" x={x0} width={Math.max(2, x1 - x0)} y={1} height={height - 14} />}
          {['from', 'to'].map((end) => {
            const at = end === 'from' ? x0 : x1;
            return <g key={end} class="grip" {...slider(end)}><rect class="target" x={at - 8} y={0} width={16} height={height} /><rect class="grip-mark" x={at - 1.5} y={1} width={3} height={height - 14} /></g>;
          })}
          <text class="tick" x={Math.max(6, Math.min(x0, width - 130))} y={height - 1}>{days(chosen.from, chosen.to)}</text>
        </svg>
      )}
    </div>
  );
}

export function Search() {
  const room = useRoom();
  const field = useRef(null);
  const now = room.q?.[0] ?? '';
  useEffect(() => {
    if (field.current && field.current.value !== now) field.current.value = now;
  }, [now]);
  return (
    <form class="search" role="search" onSubmit={(event) => {
      event.preventDefault();
      change({q: field.current.value.trim() || null, claim: null});
    }}>
      <input id="search" ref={field} type="search" name="q" defaultValue={now} placeholder={t('search.hint')} aria-label={t('search.title')} aria-keyshortcuts="/" autocomplete="off" dir="auto"
        onInput={(event) => event.currentTarget.value === '' && room.q && change({q: null})} />
    </form>
  );
}

export function Settings({theme, setTheme, help}) {
  const room = useRoom();
  return (
    <span class="settings">
      <select aria-label={t('language')} value={document.documentElement.lang} onChange={(event) => {
        localStorage.setItem('casus-lang', event.currentTarget.value);
        change({lang: event.currentTarget.value});
      }}>{Object.entries(LANGUAGES).map(([code, name]) => <option key={code} value={code} lang={code}>{name}</option>)}</select>
      <select aria-label={t('theme')} value={room.theme ?? theme ?? ''} onChange={(event) => setTheme(event.currentTarget.value)}>
        {['', 'light', 'dark'].map((name) => <option key={name} value={name}>{t(`theme.${name || 'system'}`)}</option>)}
      </select>
      <button type="button" onClick={help} aria-keyshortcuts="?" title={t('help.title')}>?</button>
    </span>
  );
}
