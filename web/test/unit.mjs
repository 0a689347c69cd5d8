// What needs no browser: text by code points, the address, tables as CSV, the strings of both languages.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';
import {hits, segments, between, units, shorten} from '../src/text.js';
import {claims} from '../src/record.js';
import {fitting, overlaps, placeNames, shares, widthOf} from '../src/labels.js';
import {isolate} from '../src/text.js';
import {bundled} from './harness.mjs';

test('spans count code points', () => {
  const rows = [
    ['plain', 0, 5, 'plain'], ['caf\u00e9 au lait', 5, 7, 'au'], ['\u{1f525} fire', 2, 6, 'fire'], ['a\u{1d518}b\u{1d519}c', 1, 4, '\u{1d518}b\u{1d519}'],
    ['\u{1f1eb}\u{1f1f7} flag', 0, 2, '\u{1f1eb}\u{1f1f7}'], ['e\u0301 accent', 0, 2, 'e\u0301'], ['short', 3, 99, 'rt'], ['', 0, 4, ''],
    ['\ud83d lone', 2, 6, 'lone'],
  ];
  for (const [text, start, end, expected] of rows) assert.equal(between(text, start, end), expected, JSON.stringify(text));
  assert.equal(units('\u{1f525}x')(1), 2);
});

test('segments cover the text, in order, with the spans that hold them', () => {
  const text = 'ab\u{1f525}cdef';
  const pieces = segments(text, [{start: 1, end: 4, n: 1}, {start: 2, end: 6, n: 2}, {start: 3, end: 3, n: 3}]);
  assert.equal(pieces.map((p) => p.text).join(''), text);
  assert.deepEqual(pieces.map((p) => [p.text, p.spans.map((s) => s.n)]),
      [['a', []], ['b', [1]], ['\u{1f525}c', [1, 2]], ['de', [2]], ['f', []]]);
});

test('the words of a search are found in a text', () => {
  const text = 'Osh police said \u{1f525} the Osh-based force (policemen) would ask Osh police again.';
  const rows = [['osh', ['Osh', 'Osh', 'Osh']], ['police', ['police', 'police']], ['polic*', ['police', 'policemen', 'police']], ['"osh police"', ['Osh police', 'Osh police']],
    ['osh OR again', ['Osh', 'Osh', 'Osh', 'again']], ['', []], [undefined, []], ['(', []], ['.*', []], ['[a-z]', []], ['"', []], ['\u{1f525}', []]];
  for (const [search, found] of rows) assert.deepEqual(hits(text, search).map((hit) => text.slice(hit.from, hit.to)), found, search);
});

test('long names are cut between characters', () => {
  assert.equal(shorten('short', 10), 'short');
  assert.equal(shorten('\u{1f525}\u{1f525}\u{1f525}\u{1f525}', 3), '\u{1f525}\u{1f525}\u2026');
  assert.equal(shorten(null, 3), '');
});

test('claims stand in the order of their words, each with spans', () => {
  const record = {
    entities: [{id: 'n', name: 'Army'}], times: [{id: 't', start: 30, end: 36}], places: [], quotes: [{id: 'q', content: [{start: 0, end: 20}], cue: {start: 21, end: 25}, speaker_text: 'he'}],
    events: [
      {id: 'late', trigger: {start: 10, end: 12}, roles: [{role: 'actor', entity: 'n', start: 5, end: 9}], time: 't', attribution: ['q'], condition: null, evidence: []},
      {id: 'head', in: 'headline', trigger: {start: 50, end: 55}, roles: [], attribution: [], evidence: []},
      {id: 'early', trigger: {start: 2, end: 4}, roles: [], attribution: [], evidence: [{start: 40, end: 44}]}],
    tolls: [], obligations: [], agenda: [], threads: [{id: 'th', request: 'early', responses: [{event: 'late', kind: 'grant'}], status: 'granted'}],
  };
  const list = claims(record);
  assert.deepEqual(list.map((c) => c.id), ['head', 'q', 'early', 'th', 'late']);
  assert.deepEqual(list.at(-1).spans.map((s) => s.role), ['act', 'actor', 'time']);
  assert.deepEqual(list.at(-1).cues, [{start: 21, end: 25, role: 'cue', field: 'attribution'}]);
  assert.deepEqual(list[3].spans.map((s) => [s.field, s.start]), [['request', 2], ['answer', 10]]);
});

test('both languages say everything, with the same blanks to fill', () => {
  const read = (name) => JSON.parse(fs.readFileSync(new URL(`../strings/${name}.json`, import.meta.url), 'utf8'));
  const [english, french] = [read('en'), read('fr')];
  const blanks = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
  assert.deepEqual(Object.keys(french).sort(), Object.keys(english).sort());
  for (const key of Object.keys(english)) {
    assert.ok(french[key].trim(), key);
    assert.deepEqual(blanks(french[key]), blanks(english[key]), key);
  }
});

test('every string that the code asks for is there, and none is there for nothing', () => {
  const english = JSON.parse(fs.readFileSync(new URL('../strings/en.json', import.meta.url), 'utf8'));
  const folder = new URL('../src/', import.meta.url);
  const files = [...fs.readdirSync(folder), ...fs.readdirSync(new URL('views/', folder)).map((name) => `views/${name}`)].filter((name) => /\.jsx?$/.test(name));
  const code = files.map((name) => fs.readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const asked = new Set([...code.matchAll(/\bt\('([^']+)'/g)].map((m) => m[1]));
  const families = [...code.matchAll(/\bt\(`([\w.]+)\.?\$\{/g), ...code.matchAll(/\bpieces\(`([\w.]+)\.?\$\{/g), ...code.matchAll(/\bterm\('(\w+)'/g)].map((m) => m[1].replace(/\.$/, ''));
  for (const [, key] of code.matchAll(/'([a-z]+(?:\.[\w/?]+)+)'/g)) if (english[key] ?? english[`${key}.other`]) asked.add(key);
  const known = new Set(Object.keys(english).flatMap((key) => [key, key.replace(/\.(one|other)$/, '')]));
  for (const key of asked) assert.ok(known.has(key), `no string ${key}`);
  for (const family of families) assert.ok([...known].some((key) => key.startsWith(`${family}.`)), `no strings ${family}.*`);
  for (const key of Object.keys(english)) assert.ok(asked.has(key) || asked.has(key.replace(/\.(one|other)$/, '')) || families.some((family) => key.startsWith(`${family}.`)), `string ${key} is not asked for`);
});

// A small generator of numbers, the same each time.
const numbers = (seed) => () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;

test('names cover neither each other nor a mark, and those with most weight come first', () => {
  for (const [width, height, count] of [[540, 230, 22], [300, 200, 12], [1400, 800, 40], [180, 120, 8]]) {
    const random = numbers(width);
    const marks = Array.from({length: count}, () => ({x: 10 + random() * (width - 20), y: 10 + random() * (height - 20), r: 4}));
    const items = marks.map((m, index) => {
      const text = 'Organization for Security and Co-operation'.slice(0, 4 + Math.floor(random() * 30));
      return {...m, index, names: [text, text.slice(0, 12)].map((name) => ({text: name, width: widthOf(name)}))};
    });
    const placed = placeNames(items, {width, height, marks});
    const boxes = placed.filter(Boolean).map((p) => p.box);
    assert.ok(boxes.length >= Math.min(4, count), `${boxes.length} of ${count} at ${width}x${height}`);
    assert.ok(placed[0], 'the first has room');
    boxes.forEach((a, i) => {
      assert.ok(a[0] >= 0 && a[1] >= 0 && a[2] <= width && a[3] <= height);
      for (const b of boxes.slice(i + 1)) assert.ok(!overlaps(a, b));
      for (const m of marks) assert.ok(!overlaps(a, [m.x - m.r, m.y - m.r, m.x + m.r, m.y + m.r]));
    });
    // What a name with less weight was placed on was free: without the lesser ones, the first stand where they stood.
    assert.deepEqual(placeNames(items.slice(0, 3), {width, height, marks}), placed.slice(0, 3));
  }
});

test('a frame is split by weight, without gaps', () => {
  const frames = shares([12, 3, 3, 2], [0, 0, 600, 200]);
  assert.equal(frames.length, 4);
  assert.ok(Math.abs(frames.reduce((sum, [, , w, h]) => sum + w * h, 0) - 120000) < 1e-6);
  assert.ok(frames[0][2] * frames[0][3] > frames[3][2] * frames[3][3] * 5);
  assert.deepEqual(shares([5], [1, 2, 3, 4]), [[1, 2, 3, 4]]);
  assert.deepEqual(shares([], [0, 0, 1, 1]), []);
});

test('a text is cut to the room that there is', () => {
  assert.equal(fitting('Russia', 200), 'Russia');
  const cut = fitting('government of Kyrgyzstan and many others besides', 80);
  assert.ok(cut.endsWith('\u2026') && widthOf(cut) <= 80 && cut.length > 4);
  assert.equal(fitting('\u{1f525}\u{1f525}', 1), '\u{1f525}\u2026');
});

test('names that read from right to left are kept apart', () => {
  assert.equal(isolate('Russia'), 'Russia');
  assert.equal(isolate('\u0648\u0643\u0627\u0644\u0629'), '\u2068\u0648\u0643\u0627\u0644\u0629\u2069');
  assert.equal(isolate(undefined), undefined);
});

test('times read as words, as exactly as they are known, in both languages', async () => {
  const {speak, when, days, country} = await bundled('src/i18n.js');
  const french = JSON.parse(fs.readFileSync(new URL('../strings/fr.json', import.meta.url), 'utf8'));
  const rows = [
    ['2010-06-12', '12 Jun 2010', '12 juin 2010'], ['2010-10', 'Oct 2010', 'oct. 2010'], ['2011', '2011', '2011'], ['P3M', '3 months', '3 mois'], ['P1M', '1 month', '1 mois'],
    ['PT2H', '2 hours', '2 heures'], ['PT30M', '30 minutes', '30 minutes'], ['PXD', 'some days', 'quelques jours'], ['PRESENT_REF', 'at the time', '\u00e0 ce moment'],
    ['2010-06-12TNI', '12 Jun 2010, night', '12 juin 2010, nuit'], ['2010-06-12T10:00', '12 Jun 2010', '12 juin 2010'], ['2010-SU', 'summer 2010', '\u00e9t\u00e9 2010'],
    ['2010-Q3', 'third quarter of 2010', 'troisi\u00e8me trimestre 2010'], ['2010-W23', 'week of 7 Jun 2010', 'semaine du 7 juin 2010'], ['2009-W01', 'week of 29 Dec 2008', 'semaine du 29 d\u00e9c. 2008'],
    ['199', '1990s', 'ann\u00e9es 1990'], ['something', 'something', 'something'], ['', 'no day given', 'sans date'], [null, 'no day given', 'sans date'],
  ];
  for (const [value, english] of rows) assert.equal(when(value), english, `${value}`);
  assert.equal(days('2010-06-11', '2010-07-22').replace(/\s/g, ' '), '11 Jun \u2013 22 Jul 2010');
  assert.equal(days('2010-06-11', '2010-06-11'), '11 Jun 2010');
  assert.deepEqual(['KGZ', 'XKX', 'ZZZ'].map(country), ['Kyrgyzstan', 'Kosovo', 'ZZZ']);
  const {fetch} = globalThis;
  globalThis.fetch = async () => ({ok: true, text: async () => JSON.stringify(french)});
  await speak('fr');
  globalThis.fetch = fetch;
  for (const [value, , frenchWords] of rows) assert.equal(when(value).replace(/\u00a0/g, ' '), frenchWords, `${value}`);
  assert.equal(days('2010-06-11', '2010-07-22').replace(/\s/g, ' '), '11 juin \u2013 22 juil. 2010');
  assert.equal(country('KGZ'), 'Kirghizstan');
});

test('a situation is named by where and what', async () => {
  const {titleOf, matters} = await bundled('src/situation.js');
  assert.deepEqual(matters(['REQUEST', 'ASSAULT', 'CONSULT', 'PROTEST']), ['ASSAULT', 'PROTEST']);
  assert.deepEqual(matters(['CONSULT']), ['CONSULT']);
  const rows = [
    [{countries: ['KGZ', 'RUS'], places: ['Osh', 'Jalal-Abad', 'Bishkek'], types: ['ASSAULT', 'REQUEST']}, 'Osh and Jalal-Abad, Kyrgyzstan: fighting and requests'],
    [{countries: ['MLI', 'FRA'], places: [], types: ['ASSAULT']}, 'Mali and France: fighting'],
    [{countries: [], places: [], types: ['CONSULT'], label: 'Talks begin'}, 'talks'],
    [{countries: [], places: [], types: [], label: 'Minister resigns'}, 'Minister resigns'],
    [{id: 'x'}, 'x'],
  ];
  for (const [situation, name] of rows) assert.equal(titleOf(situation).name, name);
  assert.equal(titleOf({id: 'x', from: '2010-06-11', to: '2010-06-11'}).when, '11 Jun 2010');
});

test('the five lines are said in both languages, and every figure and name leads to its claim', async () => {
  const line = (kind, count, items) => ({kind, count, parts: [{text: 'in English'}], items: items.map((item, n) => ({story: 's', id: `${kind}${n}`, ...item}))});
  const ask = {list: 'events', day: '2010-06-12', text: 'asked', actors: ['Kyrgyzstan'], recipients: ['Russia'], status: 'refused'};
  const lines = [
    line('counted', 3, [{list: 'tolls', day: '2010-07-22', text: '', kind: 'killed', low: 356, high: 356, qualifier: 'exact', by: 'a ministry'},
      {list: 'tolls', day: '2009-06-14', text: '', kind: 'injured', low: 1600, high: null, qualifier: 'more_than', by: null},
      {list: 'tolls', day: '2010-06-12', text: '', kind: 'displaced', low: 2000, high: 9999, qualifier: 'vague', by: null},
      {list: 'tolls', day: '2010-06-12', text: '', kind: 'missing', low: 1, high: 1, qualifier: 'exact', by: null, as: 'first'},
      {list: 'tolls', day: '2010-06-14', text: '', kind: 'missing', low: 4, high: 4, qualifier: 'exact', by: null, as: 'last'},
      {list: 'tolls', day: '2010-06-14', text: '', kind: 'missing', low: 9, high: null, qualifier: 'at_least', by: 'a relief group', as: 'against'}]),
    line('asked', 12, [ask, {...ask, recipients: [], text: 'called on all to stop', status: 'open'}]),
    line('answered', 1, [{...ask, text: 'declined', actors: ['Russia'], recipients: []}]),
    line('open', 1, [{...ask, status: 'open'}]),
    line('next', 2, [{list: 'agenda', day: '2010-10-10', text: 'Parliamentary elections', kind: 'election', status: 'open', resolved_by: null},
      {list: 'agenda', day: '2010-06-27', text: 'to vote', kind: 'referendum', status: 'cancelled', resolved_by: {story: 'r', id: 'a1'}}]),
    {kind: 'asked', parts: [{text: '3 requests: '}, {text: 'asked', story: 's', id: 't'}]},
  ];
  const {phrase, plain, speak} = await bundled('test/lines_entry.js');
  const say = () => {
    return lines.map((one) => plain(phrase(one, '2010')).replace(/[\u00a0\u202f]/g, ' '));
  };
  assert.deepEqual(say(), [
    '356 killed (a ministry, 22 Jul); more than 1,600 injured (14 Jun 2009); 2,000 to 9,999 displaced (12 Jun); 1 missing (12 Jun) \u2192 4 (14 Jun), but at least 9 (a relief group, 14 Jun)',
    '12 requests; latest: Kyrgyzstan \u2192 Russia (12 Jun); Kyrgyzstan: \u201ccalled on all to stop\u201d (12 Jun)',
    '1 answer: Russia: \u201cdeclined\u201d (12 Jun, refused)',
    '1 request without an answer: Kyrgyzstan \u2192 Russia (12 Jun)',
    '10 Oct: election \u201cParliamentary elections\u201d (open); 27 Jun: referendum \u201cto vote\u201d (cancelled)',
    '3 requests: asked',
  ]);
  // Whatever has a digit or a name of somebody in it is inside of what leads to a claim, but for who says so and when.
  for (const one of lines.slice(0, 5)) {
    const linked = phrase(one, '2010').filter((piece) => piece.claim);
    for (const item of one.items) assert.ok(linked.some((piece) => piece.claim.id === item.id), item.id);
    for (const item of one.items) for (const name of [...item.actors ?? [], ...item.recipients ?? []]) assert.ok(linked.some((piece) => plain([piece]).includes(name)), name);
  }
  const french = JSON.parse(fs.readFileSync(new URL('../strings/fr.json', import.meta.url), 'utf8'));
  const {fetch} = globalThis;
  globalThis.fetch = async () => ({ok: true, text: async () => JSON.stringify(french)});
  await speak('fr');
  globalThis.fetch = fetch;
  assert.deepEqual(say(), [
    '356 tu\u00e9s (a ministry, 22 juil.) ; plus de 1 600 bless\u00e9s (14 juin 2009) ; 2 000 \u00e0 9 999 d\u00e9plac\u00e9s (12 juin) ; 1 disparu (12 juin) \u2192 4 (14 juin), mais au moins 9 (a relief group, 14 juin)',
    '12 demandes ; derni\u00e8res : Kyrgyzstan \u2192 Russia (12 juin) ; Kyrgyzstan : \u00ab called on all to stop \u00bb (12 juin)',
    '1 r\u00e9ponse : Russia : \u00ab declined \u00bb (12 juin, refus\u00e9)',
    '1 demande sans r\u00e9ponse : Kyrgyzstan \u2192 Russia (12 juin)',
    '10 oct. : \u00e9lection \u00ab Parliamentary elections \u00bb (ouvert) ; 27 juin : r\u00e9f\u00e9rendum \u00ab to vote \u00bb (annul\u00e9)',
    '3 requests: asked',
  ]);
});

test('what is the same thing stands once', async () => {
  const {once, otherStories} = await bundled('src/across.js');
  const thing = {};
  const items = [{n: 1, of: thing}, {n: 2, of: null}, {n: 3, of: 'a#1'}, {n: 4, of: thing}, {n: 5, of: 'a#1'}, {n: 6}];
  assert.deepEqual(once(items, (item) => item.of).map((row) => [row.item.n, row.others.map((other) => other.n)]), [[1, [4]], [2, []], [3, [5]], [6, []]]);
  const claim = (story, id) => ({story, id});
  assert.deepEqual(otherStories([claim('a', 1), claim('b', 2), claim('b', 3), claim('c', 4)], claim('a', 9)), [claim('b', 2), claim('c', 4)]);
  assert.deepEqual(otherStories([], claim('a', 1)), []);
});
