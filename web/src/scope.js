// What the page is narrowed to, in words.
import {useEffect, useState} from 'preact/hooks';
import {country, days, t, term, when} from './i18n.js';
import {FILTERS} from './state.js';

const labels = {};  // situations, stories and actors by id, as they become known
const listeners = new Set();
let told = null;
export const learn = (kind, id, label) => {
  if (labels[`${kind}/${id}`] === label) return;
  labels[`${kind}/${id}`] = label;
  told ??= setTimeout(() => {
    told = null;
    for (const listener of listeners) listener({});
  });
};
// For views that name what others come to know: draws them again when there is something new.
export function useNames() {
  const [, again] = useState(null);
  useEffect(() => {
    listeners.add(again);
    return () => listeners.delete(again);
  }, []);
}
export const nameOf = (kind, id) => labels[`${kind}/${id}`] ?? id;

export function describe(name, value) {
  switch (name) {
    case 'type': return term('event', value);
    case 'status': return term('status', value);
    case 'from':
    case 'to': return when(value);
    case 'situation': return value === 'all' ? t('situation.all') : nameOf('situation', value);
    case 'story': return nameOf('story', value);
    case 'actor':
    case 'recipient': return nameOf('actor', value);
    case 'country': return country(value);
    case 'near': return nameOf('near', value);
    case 'q': return `\u201c${value}\u201d`;
    default: return value;
  }
}

// [{name, label, value}] of every filter but the situation, days joined.
export function narrowing(room) {
  const parts = [];
  for (const name of FILTERS) {
    if (name === 'situation' || !room[name] || (name === 'to' && room.from)) continue;
    if (name === 'from' || name === 'to') {
      const [from, to] = [room.from?.[0], room.to?.[0]];
      parts.push({name: 'days', label: t('filter.days'), value: from && to ? days(from, to) : from ? t('filter.since', {day: when(from)}) : t('filter.until', {day: when(to)})});
    } else {
      parts.push({name, label: t(`filter.${name}`), value: room[name].map((value) => describe(name, value)).join(', ')});
    }
  }
  return parts;
}

export const scope = (room) =>
    [room.situation ? describe('situation', room.situation[0]) : t('situation.all'),
      ...narrowing(room).map((part) => `${part.label} ${part.value}`)].join('; ');
