// The server's answers. Everything the page shows comes through here, and nothing else leaves the page.
import {useEffect, useRef, useState} from 'preact/hooks';

const BASE = '/api/v1/';
const TOKEN = 'casus-token';
const KEPT = 160;  // answers
const kept = new Map();  // address: {answer, a promise; data, once they are there}, the ones asked for last at the end
const listeners = new Set();
let edition = 0;

export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `${status}`);
    this.status = status;
    this.title = problem.title ?? '';
  }
}

// A server that is reached from other machines wants a token: in the address it printed, or asked for. It is kept for this
// tab and leaves the address bar.
const given = /^#token=(.+)$/.exec(location.hash);
if (given) {
  sessionStorage.setItem(TOKEN, decodeURIComponent(given[1]));
  history.replaceState(null, '', location.pathname + location.search);
}
export const setToken = (value) => sessionStorage.setItem(TOKEN, value);
const token = () => {
  const value = sessionStorage.getItem(TOKEN);
  return value ? {'x-casus-token': value} : {};
};

// What a link or a stream asks for: they cannot send headers, so that the token stands in the address.
export function address(path, query = '') {
  const value = sessionStorage.getItem(TOKEN);
  const asked = [query, value && `token=${encodeURIComponent(value)}`].filter(Boolean).join('&');
  return `${BASE}${path}${asked ? `?${asked}` : ''}`;
}

async function ask(url, options) {
  let answer;
  try {
    answer = await fetch(url, options);
  } catch {
    throw new ApiError(0, {title: 'unreachable'});
  }
  const text = await answer.text();
  if (!answer.ok) {
    let problem = {title: answer.statusText};
    try {
      problem = JSON.parse(text);
    } catch { /* an answer that is no problem document keeps its status line */ }
    throw new ApiError(answer.status, problem);
  }
  return text ? JSON.parse(text) : null;
}

function keep(url, options) {
  let entry = kept.get(url);
  if (entry) {
    kept.delete(url);
  } else {
    entry = {answer: ask(url, options), data: undefined};
    entry.answer.then((data) => {
      entry.data = data;
    }, () => kept.get(url) === entry && kept.delete(url));
  }
  kept.set(url, entry);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  return entry.answer;
}

const urlOf = (path, query) => `${BASE}${path}${query ? `?${query}` : ''}`;
export const get = (path, query = '') => keep(urlOf(path, query), {headers: {accept: 'application/json', ...token()}});
// What is known already; undefined where it has to be asked for.
export const known = (path, query = '') => kept.get(urlOf(path, query))?.data;
export const asset = (name) => keep(`/assets/${name}`);

// Stories that the reader may turn to next: their records are there when he does.
export const recordOf = (story) => `stories/${encodeURIComponent(story)}`;
export const prefetch = (story) => {
  if (story) get(recordOf(story)).catch(() => {});
};

export const send = (method, path, body) => ask(BASE + path, {
  method,
  headers: {...(body ? {'content-type': 'application/json'} : {}), ...token()},
  body: body ? JSON.stringify(body) : undefined,
});

// Forgets what was answered under the names given (all of it, without names), and asks again.
export function refresh(...names) {
  for (const url of [...kept.keys()]) {
    if (url.startsWith(BASE) && (!names.length || names.some((name) => url.startsWith(BASE + name)))) kept.delete(url);
  }
  edition += 1;
  for (const listener of listeners) listener(edition, names);
}

// {data, error, loading}. What was shown stays until the next answer is there: nothing flickers. What is known is there at once.
export function useQuery(path, query = '') {
  const [shown, show] = useState({of: null, data: null, error: null});
  const [version, setVersion] = useState(edition);
  useEffect(() => {
    const hear = (next, names) => {
      if (!names.length || names.some((name) => path?.startsWith(name))) setVersion(next);
    };
    listeners.add(hear);
    return () => listeners.delete(hear);
  }, [path]);
  const of = path ? `${urlOf(path, query)} ${version}` : '';
  const ready = path ? known(path, query) : undefined;
  useEffect(() => {
    if (!path) {
      show({of, data: null, error: null});
      return undefined;
    }
    let mine = true;
    get(path, query).then(
        (data) => mine && show((before) => (before.of === of && before.data === data ? before : {of, data, error: null})),
        (error) => mine && show({of, data: null, error}));
    return () => {
      mine = false;
    };
  }, [of]);
  const latest = useRef(null);
  const {data, error, loading} = !path ? {data: null, error: null, loading: false}
    : ready !== undefined ? {data: ready, error: null, loading: false} : {data: shown.data, error: shown.error, loading: shown.of !== of};
  // The same object for the same answer, for those who compare.
  if (latest.current?.data !== data || latest.current.error !== error || latest.current.loading !== loading) latest.current = {data, error, loading};
  return latest.current;
}
