// The frame of a view: heading, table twin, export, filling the frame; and the states a view can be in.
import {Component} from 'preact';
import {useCallback, useEffect, useId, useRef, useState} from 'preact/hooks';
import {number, t} from './i18n.js';
import {refresh, useQuery} from './api.js';
import {NARROWING, change, query, useRoom} from './state.js';
import {Export} from './export.jsx';

export function useSize() {
  const [size, setSize] = useState({width: 0, height: 0});
  const observer = useRef(null);
  const ref = useCallback((element) => {
    observer.current?.disconnect();
    if (!element) return;
    const measure = () => {
      const {clientWidth: width, clientHeight: height} = element;
      setSize((before) => (before.width === width && before.height === height ? before : {width, height}));
    };
    observer.current = new ResizeObserver(measure);
    observer.current.observe(element);
    measure();
  }, []);
  return [ref, size];
}

// Which of the views stand as tables: "timeline,network" in the address.
export const asTable = (room, name) => (room.table ?? '').split(',').includes(name);
export function toggleTable(room, name) {
  const now = new Set((room.table ?? '').split(',').filter(Boolean));
  if (!now.delete(name)) now.add(name);
  change({table: [...now].join(',')});
}

// A tool by its word, or by its sign where the view is narrow.
const SIGNS = {table: 'M1,1.5H11V10.5H1ZM1,4.5H11M1,7.5H11M4.5,4.5V10.5', export: 'M6,1V8M3,5.5L6,8.5L9,5.5M1,11H11', full: 'M7.5,1H11V4.5M4.5,11H1V7.5M11,1L7,5M1,11L5,7', less: 'M2,2L10,10M10,2L2,10'};
export const Tool = ({name}) => (
  <>
    <span class="tool-word">{t(`pane.${name}`)}</span>
    <svg class="tool-sign" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d={SIGNS[name]} /></svg>
  </>
);

// `twin` gives {columns, rows} for the table and for export; `picture` finds the drawing; `data` lists {label, href}.
export function Pane({name, title, twin, picture, data, tools, children, note, busy, scroll = false, tabs}) {
  const room = useRoom();
  const heading = useId();
  const body = useRef(null);
  const table = twin && asTable(room, name);
  const full = room.full === name;
  return (
    <section class={`pane pane-${name}${full ? ' full' : ''}`} aria-labelledby={heading} data-pane={name} tabIndex={-1} aria-busy={busy ? 'true' : 'false'}>
      <header class="pane-head">
        {tabs ? <div class="tabs-head" id={heading}>{tabs}</div> : <h2 id={heading}>{title}</h2>}
        {note && <span class="pane-note">{note}</span>}
        <span class="pane-tools">
          {tools}
          {twin && (
            <button type="button" aria-pressed={table ? 'true' : 'false'} onClick={() => toggleTable(room, name)}
              aria-label={t('pane.table')} title={t('pane.table.title')}><Tool name="table" /></button>
          )}
          <Export name={name} title={title} twin={twin} data={data}
            picture={() => (table ? null : picture?.() ?? body.current?.querySelector('svg[data-picture]'))} />
          <button type="button" aria-pressed={full ? 'true' : 'false'} onClick={() => change({full: full ? null : name})}
            aria-label={full ? t('pane.less') : t('pane.full')} title={t('pane.full.title')}><Tool name={full ? 'less' : 'full'} /></button>
        </span>
      </header>
      <div class={`pane-body${scroll || table ? ' scroll' : ''}`} ref={body}
        {...(scroll || table ? {tabIndex: 0, role: 'region', 'aria-labelledby': heading} : {})}>
        {table ? <Twin {...twin()} label={title} /> : children}
      </div>
    </section>
  );
}

const DAY = /^\d{4}-\d\d(-\d\d)?$/;

// The same as a table: columns are {key, label, number?}, a row has a value for each and may name a claim to select. Columns that
// hold nothing are left out.
export function Twin({columns, rows, label}) {
  if (!rows.length) return <Nothing />;
  const held = columns.filter((c, at) => at === 0 || rows.some((row) => row[c.key] !== undefined && row[c.key] !== null && row[c.key] !== ''));
  return (
    <table class="twin">
      <caption class="unseen">{label}</caption>
      <thead><tr>{held.map((c) => <th scope="col" class={c.number ? 'num' : ''} key={c.key}>{c.label}</th>)}</tr></thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.key ?? index}>
            {held.map((c, at) => {
              const value = typeof row[c.key] === 'number' ? number(row[c.key]) : row[c.key];
              return (
                <td key={c.key} class={`${c.number ? 'num' : ''}${DAY.test(row[c.key]) ? ' whole' : ''}`}>
                  {at === 0 && row.open ? <button type="button" class="link" onClick={row.open}><bdi>{value || '\u2013'}</bdi></button> : <bdi>{value}</bdi>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

// ---- states

export const Loading = () => <p class="state" role="status">{t('state.loading')}</p>;

export const Empty = ({what}) => <p class="state">{what ?? t('state.empty')}</p>;

export function Nothing() {
  const room = useRoom();
  const wide = !NARROWING.some((name) => room[name]);
  const whole = useQuery('summary', query(room, {}, NARROWING));
  if (wide) return <p class="state">{whole.data?.counts?.stories ? t('state.none') : t('state.empty')}</p>;
  return (
    <p class="state">{t('state.nothing')}{' '}
      <button type="button" class="link" onClick={() => change({...Object.fromEntries(NARROWING.map((name) => [name, null])), claim: null})}>{t('state.nothing.widen')}</button>
    </p>
  );
}

export function Failed({error}) {
  const unreachable = error.status === 0;
  return (
    <p class="state failed" role="alert">
      {unreachable ? t('state.unreachable') : t('state.failed', {what: error.message})}{' '}
      <button type="button" class="link" onClick={() => refresh()}>{t('state.again')}</button>
    </p>
  );
}

// Children where there are data, else the state that says why not.
export function Answer({query, empty, children}) {
  if (query.error) return <Failed error={query.error} />;
  if (!query.data) return <Loading />;
  if (empty?.(query.data)) return <Nothing />;
  return children(query.data);
}

// Calls `act` on a click outside of the element or on Escape, while `open`.
export function useAway(open, act) {
  const ref = useRef(null);
  useEffect(() => {
    if (!open) return undefined;
    const click = (event) => ref.current && !ref.current.contains(event.target) && act();
    addEventListener('pointerdown', click);
    return () => removeEventListener('pointerdown', click);
  }, [open, act]);
  return ref;
}

// A view that cannot draw what it was given says so; the others go on.
export class Guard extends Component {
  componentDidCatch(error) {
    this.setState({error});
  }

  render({name, children}, {error}) {
    if (!error) return children;
    return (
      <section class={`pane pane-${name}`} data-pane={name}>
        <p class="state failed" role="alert">{t('state.failed', {what: error.message})}{' '}
          <button type="button" class="link" onClick={() => this.setState({error: null})}>{t('state.again')}</button></p>
      </section>
    );
  }
}
