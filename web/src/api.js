// The server's answers. Everything the page shows comes through here, and nothing else leaves the page.
import {useEffect, useRef, useState} from 'preact/hooks';

const BASE = '/api/v1/';
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

export const address = (path, query = '') => `${BASE}${path}${query ? `?${query}` : ''}`;

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
  const url = address(path, query);
  const known = kept.get(url);
  if (known) return known;
  const answer = ask(url, {headers: {accept: 'application/json'}});
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

export const send = (method, path, body) => ask(address(path), {
  method,
  headers: {...(body ? {'content-type': 'application/json'} : {}), ...token()},
  body: body ? JSON.stringify(body) : undefined,
});

// A server that is reached from other machines wants a token; it is asked for once and kept for this tab.
const token = () => {
  const value = sessionStorage.getItem('casus-token');
  return value ? {'x-casus-token': value} : {};
};
export const setToken = (value) => sessionStorage.setItem('casus-token', value);

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
