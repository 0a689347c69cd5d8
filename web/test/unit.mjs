// What needs no browser: text by code points, the address, tables as CSV, the strings of both languages.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {test} from 'node:test';
import {segments, between, units, shorten} from '../src/text.js';
import {claims} from '../src/record.js';

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
  const families = [...code.matchAll(/\bt\(`([\w.]+)\.?\$\{/g), ...code.matchAll(/\bterm\('(\w+)'/g)].map((m) => m[1].replace(/\.$/, ''));
  const known = new Set(Object.keys(english).flatMap((key) => [key, key.replace(/\.(one|other)$/, '')]));
  for (const key of asked) assert.ok(known.has(key), `no string ${key}`);
  for (const family of families) assert.ok([...known].some((key) => key.startsWith(`${family}.`)), `no strings ${family}.*`);
  for (const key of Object.keys(english)) assert.ok(asked.has(key) || asked.has(key.replace(/\.(one|other)$/, '')) || families.some((family) => key.startsWith(`${family}.`)), `string ${key} is not asked for`);
});
