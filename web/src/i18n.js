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

// The same with things in the place of words: ['Asked by ', thing, '.'].
export function pieces(key, things) {
  const form = typeof things.n === 'number' ? words[`${key}.${plurals.select(things.n)}`] ?? words[`${key}.other`] : undefined;
  return (form ?? words[key] ?? key).split(/(\{\w+\})/).map((part) => (/^\{\w+\}$/.test(part) ? things.show?.[part.slice(1, -1)] ?? format(things[part.slice(1, -1)] ?? '') : part)).filter((part) => part !== '');
}

// A word of a closed list ("status.actual"); what the list does not know is shown as it is.
export const term = (list, value) => (value === null || value === undefined ? '' : words[`${list}.${value}`] ?? `${value}`);

const format = (value) => (typeof value === 'number' ? number(value) : value);
export const list = (values) => new Intl.ListFormat(language, {type: 'conjunction'}).format(values);
export const number = (value) => new Intl.NumberFormat(language).format(value);

const utc = (day) => new Date(`${day.slice(0, 10)}T00:00:00Z`);
const dated = (options) => (day) => {
  const at = day ? utc(day) : null;
  return at && !Number.isNaN(+at) ? new Intl.DateTimeFormat(language, {timeZone: 'UTC', ...options}).format(at) : day ?? '';
};
export const day = (value) => dated({day: 'numeric', month: 'short'})(value);
export const longDay = (value) => dated({day: 'numeric', month: 'long', year: 'numeric'})(value);
export const monthYear = (value) => dated({month: 'short', year: 'numeric'})(value);

// "11 Jun – 22 Jul 2010": from one day to another.
export function days(from, to) {
  if (!from || !to) return when(from ?? to);
  const [first, last] = [utc(from), utc(to)];
  if (Number.isNaN(+first) || Number.isNaN(+last) || first > last) return `${when(from)} \u2013 ${when(to)}`;
  return new Intl.DateTimeFormat(language, {timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric'}).formatRange(first, last);
}

// A country by its alpha-3 code, as the language calls it; the code where it has no name for it.
let countries = null;
let names = null;
export function country(code) {
  countries ??= new Map((typeof ALPHA2 === 'undefined' ? '' : ALPHA2).split(' ').map((pair) => [pair.slice(0, 3), pair.slice(3)])).set('XKX', 'XK');
  if (names?.language !== language) names = {language, of: new Intl.DisplayNames(language, {type: 'region'})};
  const short = countries.get(code);
  return short ? names.of.of(short) : code;
}

const UNITS = {Y: 'year', M: 'month', W: 'week', D: 'day', TH: 'hour', TM: 'minute', TS: 'second'};
// P3M, PT2H: how long. A number that is not known ("PXD") has a word of its own.
function duration(value) {
  const [, time, count, unit] = /^P(T?)(\d+(?:\.\d+)?|X+)([YMWDHS])$/.exec(value) ?? [];
  const name = UNITS[`${time ?? ''}${unit}`];
  if (!name) return null;
  return /X/.test(count) ? t(`time.some.${name}`) : new Intl.NumberFormat(language, {style: 'unit', unit: name, unitDisplay: 'long'}).format(Number(count));
}

const SEASONS = {SP: 'spring', SU: 'summer', FA: 'autumn', WI: 'winter', H1: 'h1', H2: 'h2', Q1: 'q1', Q2: 'q2', Q3: 'q3', Q4: 'q4'};
const PARTS = {MO: 'morning', AF: 'afternoon', EV: 'evening', NI: 'night', DT: 'daytime', MI: 'noon'};
const REFS = {PRESENT_REF: 'now', PAST_REF: 'past', FUTURE_REF: 'future'};

// A TIMEX3 value or an ISO date in words as short as its precision allows: "12 Jun 2010", "Oct 2010", "2011", "3 months".
export function when(value) {
  if (!value) return t('time.unknown');
  const [, whole, part] = /^(\d{4}-\d\d-\d\d)(?:T(\w+).*)?$/.exec(value) ?? [];
  if (whole) {
    const date = dated({day: 'numeric', month: 'short', year: 'numeric'})(whole);
    return PARTS[part] ? `${date}, ${t(`time.part.${PARTS[part]}`)}` : date;
  }
  if (/^\d{4}-\d\d-\d\d/.test(value)) return dated({day: 'numeric', month: 'short', year: 'numeric'})(value);
  if (/^\d{4}-\d\d$/.test(value)) return monthYear(`${value}-01`);
  const [, year, week, season] = /^(\d{4})-(?:W(\d\d)|(SP|SU|FA|WI|H[12]|Q[1-4]))/.exec(value) ?? [];
  if (week) {
    // Week 1 is the one with 4 January in it; weeks begin on Monday.
    const fourth = new Date(Date.UTC(Number(year), 0, 4));
    const monday = new Date(+fourth + ((Number(week) - 1) * 7 - (fourth.getUTCDay() + 6) % 7) * 86400000);
    return t('time.week', {day: dated({day: 'numeric', month: 'short', year: 'numeric'})(monday.toISOString())});
  }
  if (season) return t(`time.season.${SEASONS[season]}`, {year});
  const decade = /^(\d{3})X?$/.exec(value);
  if (decade) return t('time.decade', {year: `${decade[1]}0`});
  return REFS[value] ? t(`time.${REFS[value]}`) : duration(value) ?? value;
}
