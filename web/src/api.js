// The server's answers. Everything the page shows comes through here, and nothing else leaves the page.
import {useEffect, useRef, useState} from 'preact/hooks';

const BASE = '/api/v1/';
const TOKEN = 'casus-token';
const KEPT = 80;  // answers
const kept = new Map();
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

export function get(path, query = '') {
  const url = `${BASE}${path}${query ? `?${query}` : ''}`;
  const known = kept.get(url);
  if (known) return known;
  const answer = ask(url, {headers: {accept: 'application/json', ...token()}});
  kept.set(url, answer);
  answer.catch(() => kept.delete(url));
  if (kept.size > KEPT) kept.delete(kept.keys().next().value);
  return answer;
}

export const asset = (name) => {
  const url = `/assets/${name}`;
  if (!kept.has(url)) {
    const answer = ask(url);
    kept.set(url, answer);
    answer.catch(() => kept.delete(url));
  }
  return kept.get(url);
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
  for (const listener of listeners) listener(edition);
}

// {data, error, loading}. What was shown stays until the next answer is there: nothing flickers.
export function useQuery(path, query = '') {
  const [shown, show] = useState({data: null, error: null, loading: true});
  const [version, setVersion] = useState(edition);
  const latest = useRef(null);
  useEffect(() => {
    listeners.add(setVersion);
    return () => listeners.delete(setVersion);
  }, []);
  useEffect(() => {
    if (!path) {
      latest.current = null;
      show({data: null, error: null, loading: false});
      return;
    }
    const mine = {};
    latest.current = mine;
    show((before) => ({...before, loading: true}));
    get(path, query).then(
        (data) => latest.current === mine && show({data, error: null, loading: false}),
        (error) => latest.current === mine && show({data: null, error, loading: false}));
  }, [path, query, version]);
  return shown;
}
