// Words of the interface: English in the bundle, other languages from files of their own.
import english from '../strings/en.json';
import {asset} from './api.js';

export const LANGUAGES = {en: 'English', fr: 'Fran\u00e7ais'};
let words = english;
// How dates and numbers are written.
const WRITTEN = {en: 'en-GB', fr: 'fr-FR'};
let language = WRITTEN.en;
let plurals = new Intl.PluralRules('en');

export const languageOf = (wanted) =>
    [wanted, ...(navigator.languages ?? ['en'])].map((tag) => tag?.slice(0, 2)).find((tag) => LANGUAGES[tag]) ?? 'en';

export async function speak(wanted) {
  const next = LANGUAGES[wanted] ? wanted : 'en';
  words = next === 'en' ? english : {...english, ...await asset(`strings/${next}.json`)};
  language = WRITTEN[next];
  plurals = new Intl.PluralRules(next);
  document.documentElement.lang = next;
  document.documentElement.dir = ['ar', 'fa', 'he', 'ur'].includes(next) ? 'rtl' : 'ltr';
}

// t('count.stories', {n: 3}); a key with plural forms ends in .one, .other, ...
export function t(key, values = {}) {
  const form = 'n' in values ? words[`${key}.${plurals.select(values.n)}`] ?? words[`${key}.other`] : undefined;
  const text = form ?? words[key];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? format(values[name]) : whole));
}

// A word of a closed list ("status.actual"); what the list does not know is shown as it is.
export const term = (list, value) => (value === null || value === undefined ? '' : words[`${list}.${value}`] ?? `${value}`);

const format = (value) => (typeof value === 'number' ? number(value) : value);
export const number = (value) => new Intl.NumberFormat(language).format(value);

const utc = (day) => new Date(`${day.slice(0, 10)}T00:00:00Z`);
const dated = (options) => (day) => {
  const at = day ? utc(day) : null;
  return at && !Number.isNaN(+at) ? new Intl.DateTimeFormat(language, {timeZone: 'UTC', ...options}).format(at) : day ?? '';
};
export const day = (value) => dated({day: 'numeric', month: 'short'})(value);
export const longDay = (value) => dated({day: 'numeric', month: 'long', year: 'numeric'})(value);
export const monthYear = (value) => dated({month: 'short', year: 'numeric'})(value);

// A TIMEX3 value or an ISO date in words as short as its precision allows: "12 Jun 2010", "Oct 2010", "2011".
export function when(value) {
  if (!value) return t('time.unknown');
  if (/^\d{4}-\d\d-\d\d/.test(value)) return dated({day: 'numeric', month: 'short', year: 'numeric'})(value);
  if (/^\d{4}-\d\d$/.test(value)) return monthYear(`${value}-01`);
  return value;
}
