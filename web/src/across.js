// What the stories of the situation say of each other: which answers a request got later, what became of a plan, which events are
// told more than once. Looked up by the claim that a view shows.
import {useQuery} from './api.js';
import {keyOf} from './state.js';

const NOTHING = {plan: () => null, ask: () => null, answered: () => null, event: () => null};
const made = new WeakMap();

const index = (list, members) => new Map(list.flatMap((one) => members(one).map((claim) => [keyOf(claim.story, claim.id), one])));

export function lookup(data) {
  if (!data) return NOTHING;
  if (!made.has(data)) {
    const plans = index(data.plans, (plan) => plan.items);
    const asks = index(data.asks, (ask) => ask.requests);
    const answers = index(data.asks, (ask) => ask.answers);
    const events = index(data.events, (event) => event.tellings);
    const find = (map) => (claim) => (claim ? map.get(keyOf(claim.story, claim.id)) ?? null : null);
    made.set(data, {plan: find(plans), ask: find(asks), answered: find(answers), event: find(events)});
  }
  return made.get(data);
}

export function useAcross(room) {
  const situation = room.situation?.length === 1 && room.situation[0] !== 'all' ? room.situation[0] : null;
  return lookup(useQuery(situation ? 'across' : null, situation ? new URLSearchParams({situation}).toString() : '').data);
}

// One of each: items that `find` finds to be the same thing stand as the first of them, [{item, one, others}].
export function once(items, find) {
  const rows = [];
  const seen = new Map();
  for (const item of items) {
    const one = find(item);
    if (one && seen.has(one)) {
      seen.get(one).others.push(item);
      continue;
    }
    const row = {item, one, others: []};
    if (one) seen.set(one, row);
    rows.push(row);
  }
  return rows;
}

// The first claim of each story but this one.
export const otherStories = (claims, here) => [...new Map([...claims].reverse().filter((claim) => claim.story !== here.story).map((claim) => [claim.story, claim])).values()].reverse();
