// The whole state of the page is its address: what is narrowed to, which claim is selected, which view fills the frame.
// Names of filters are those of the API, so that the address of the page and of its data differ in the path alone.
import {createContext} from 'preact';
import {useContext, useEffect, useState} from 'preact/hooks';

// Filters that may stand several times; repeats widen, different names narrow.
export const FILTERS = ['situation', 'from', 'to', 'q', 'story', 'source', 'actor', 'recipient', 'type', 'mode', 'context',
  'status', 'country', 'near', 'bbox', 'incident', 'salience'];
// Those that narrow a situation; its days and lines at the head of the page stay as they are without these.
export const NARROWING = FILTERS.filter((name) => name !== 'situation');
// What is looked at, and how.
const VIEW = ['claim', 'at', 'field', 'explain', 'tab', 'table', 'full', 'toll', 'map', 'feed', 'lang', 'theme'];
const DAYS = ['from', 'to'];
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
const KEPT_BY_WIDENING = ['situation', 'lang', 'theme'];

const listeners = new Set();
let current = parse(location.search);

// The address as an object: a list for each filter, a string for everything else. Unknown names, and days that are none, are dropped.
export function parse(search) {
  const params = new URLSearchParams(search);
  const state = {};
  for (const name of FILTERS) {
    const values = [...new Set(params.getAll(name).filter(Boolean))];
    if (values.length && (!DAYS.includes(name) || isDay(values[0]))) state[name] = values;
  }
  for (const name of VIEW) {
    const value = params.get(name);
    if (value) state[name] = value;
  }
  return state;
}

export function format(state) {
  const params = new URLSearchParams();
  for (const name of FILTERS) for (const value of state[name] ?? []) params.append(name, value);
  for (const name of VIEW) if (state[name]) params.set(name, state[name]);
  const text = params.toString();
  return text ? `?${text}` : location.pathname;
}

export const state = () => current;

function show() {
  for (const listener of listeners) listener(current);
}

// change({actor: ['RUS'], claim: null}): null removes. `replace` for what is no step to come back to, as while dragging.
export function change(patch, {replace = false} = {}) {
  const next = {...current};
  // Words that are no claim's are marked until something else is selected.
  if ('claim' in patch && !('at' in patch)) delete next.at;
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)) delete next[name];
    else next[name] = FILTERS.includes(name) && !Array.isArray(value) ? [value] : value;
  }
  const address = format(next);
  if (address === format(current)) return;
  current = next;
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  show();
}

// Adds a value to a filter, or takes it away where it is the only one.
export function toggle(name, value) {
  const now = current[name] ?? [];
  change({[name]: now.length === 1 && now[0] === value ? null : [value], claim: null, field: null});
}

// One step wider: the claim first, then the view that fills the frame, then the filter that was set last.
export function widen() {
  if (current.field) return change({field: null}), true;
  if (current.claim) return change({claim: null, explain: null}), true;
  if (current.full) return change({full: null}), true;
  const set = [...FILTERS].reverse().filter((name) => current[name] && !KEPT_BY_WIDENING.includes(name));
  if (!set.length) return false;
  const last = set[0] === 'to' || set[0] === 'from' ? {from: null, to: null} : {[set[0]]: null};
  change(last);
  return true;
}

// The state as the address has it, for the frame of the page, and as it reaches the views in it.
const RoomState = createContext(current);
export const RoomProvider = RoomState.Provider;
export const useRoom = () => useContext(RoomState);

// Do two states differ in nothing but what is selected?
const SELECTION = ['claim', 'at', 'field', 'explain'];
export function sameButSelection(a, b) {
  const rest = (room) => format({...room, ...Object.fromEntries(SELECTION.map((name) => [name, undefined]))});
  return a === b || rest(a) === rest(b);
}

export function useAddress() {
  const [value, set] = useState(current);
  useEffect(() => {
    listeners.add(set);
    set(current);
    return () => listeners.delete(set);
  }, []);
  return value;
}

addEventListener('popstate', () => {
  current = parse(location.search);
  show();
});

// A claim is named by its story and its own id: "kgz-2010-06-12#evt-3599". Ids of stories may hold a '#', ids of claims none.
export const keyOf = (story, id) => `${story}#${id}`;
export function splitKey(key) {
  const at = key?.lastIndexOf('#') ?? -1;
  return at < 0 ? null : {story: key.slice(0, at), id: key.slice(at + 1)};
}

// A claim; or, without an id, words of a story from `start` to `end`.
export const select = (claim) => claim && change(claim.id || claim.start === undefined ? {claim: keyOf(claim.story, claim.id), field: null}
  : {claim: keyOf(claim.story, ''), at: `${claim.start}-${claim.end}`, field: null});

// The filters as the API takes them; `without` names some to leave out.
export function query(room, extra = {}, without = []) {
  const params = new URLSearchParams();
  for (const name of FILTERS) {
    if (without.includes(name)) continue;
    for (const value of room[name] ?? []) if (!(name === 'situation' && value === 'all')) params.append(name, value);
  }
  for (const [name, value] of Object.entries(extra)) {
    for (const one of [value].flat()) if (one !== undefined && one !== null && one !== '') params.append(name, one);
  }
  return params.toString();
}
