// What the page is narrowed to, in words.
import {t, term, when} from './i18n.js';
import {FILTERS} from './state.js';

const labels = {};  // situations and stories by id, as they become known
export const learn = (kind, id, label) => {
  labels[`${kind}/${id}`] = label;
};
export const nameOf = (kind, id) => labels[`${kind}/${id}`] ?? id;

export function describe(name, value) {
  switch (name) {
    case 'type': return term('event', value);
    case 'status': return term('status', value);
    case 'from':
    case 'to': return when(value);
    case 'situation': return value === 'all' ? t('situation.all') : nameOf('situation', value);
    case 'story': return nameOf('story', value);
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
      parts.push({name: 'days', label: t('filter.days'), value: from === to ? when(from) : `${from ? when(from) : ''} \u2013 ${to ? when(to) : ''}`});
    } else {
      parts.push({name, label: t(`filter.${name}`), value: room[name].map((value) => describe(name, value)).join(', ')});
    }
  }
  return parts;
}

export const scope = (room) =>
    [room.situation ? describe('situation', room.situation[0]) : t('situation.all'),
      ...narrowing(room).map((part) => `${part.label} ${part.value}`)].join('; ');
