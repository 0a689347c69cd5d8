// The flows of the page, each as a reader would go through it.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import {after, before, test} from 'node:test';
import {api, base, busiest, close, cut, soon, visit} from './harness.mjs';

after(close);

let situation;
let events;
before(async () => {
  situation = await busiest();
  events = (await api(`events?${situation.filter}&limit=500`)).items;
});
const of = (more = '') => `${situation.home}${more}`;

// The text that is marked as the act of the selected claim.
const marked = (page, role = 'act') => page.locator(`.story .r-${role}`).evaluateAll((nodes) => nodes.map((node) => node.textContent).join(''));

test('the page opens on the latest situation, on one screen, from its own server alone', async () => {
  const room = await visit('/');
  if (situation.id) await soon(async () => assert.ok(room.query().get('situation')));
  await room.settled();
  assert.ok(await room.pane('lines').locator('.lines li').count() >= 1);
  for (const lane of ['asks', 'force', 'tolls', 'agenda']) assert.equal(await room.pane('timeline').locator(`.lane-${lane}`).count() + (lane === 'tolls' ? await room.pane('timeline').locator('text').filter({hasText: 'No figures'}).count() : 0) > 0, true, lane);
  const frame = await room.page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth, innerHeight, innerWidth]);
  assert.ok(frame[0] <= frame[2] && frame[1] <= frame[3], `the frame scrolls: ${frame}`);
  const outside = await room.page.locator('[data-pane]').evaluateAll((panes) => panes.filter((p) => {
    const box = p.getBoundingClientRect();
    return box.height < 80 || box.bottom > innerHeight + 1 || box.right > innerWidth + 1;
  }).map((p) => p.dataset.pane));
  assert.deepEqual(outside, []);
  await room.quiet();
  await room.done();
});

test('a mark of the timeline opens its words, character for character, and Escape widens again', async () => {
  const room = await visit(of());
  const hit = room.pane('timeline').locator('.lane-asks .ask .hit').first();
  await hit.focus();
  await room.page.keyboard.press('Enter');
  const key = await soon(() => {
    const claim = room.query().get('claim');
    assert.ok(claim);
    return claim;
  });
  const [story, id] = [key.slice(0, key.lastIndexOf('#')), key.slice(key.lastIndexOf('#') + 1)];
  const record = await api(`stories/${encodeURIComponent(story)}`);
  const event = record.events.find((e) => e.id === id);
  await soon(async () => assert.equal(await marked(room.page), cut(event.in === 'headline' ? record.story.headline : record.story.text, event.trigger.start, event.trigger.end)));
  assert.ok(await room.pane('claim').locator('.fields').isVisible());
  await room.page.locator('body').press('Escape');
  await soon(() => assert.equal(room.query().get('claim'), null));
  await room.quiet();
  await room.done();
});

test('every field of a claim leads to its characters, whatever planes of Unicode stand before them', async () => {
  const {items} = await api('stories?limit=200');
  let seen = 0;
  for (const item of items) {
    const record = await api(`stories/${encodeURIComponent(item.id)}`);
    const astral = /[\ud800-\udbff]/.test(record.story.text);
    const event = record.events.find((e) => e.in !== 'headline' && e.roles.some((r) => r.role === 'actor' && !r.inferred) && (!astral || [...record.story.text].slice(0, e.trigger.start).join('').length > e.trigger.start));
    if (!event || (seen >= 3 && !astral)) continue;
    seen += 1;
    const room = await visit(`/?claim=${encodeURIComponent(`${item.id}#${event.id}`)}`);
    await soon(async () => assert.equal(await marked(room.page), cut(record.story.text, event.trigger.start, event.trigger.end)));
    const actor = event.roles.find((r) => r.role === 'actor' && !r.inferred);
    await room.pane('claim').locator('.field').first().click();
    await soon(async () => assert.ok((await room.page.locator('.story .asked').evaluateAll((nodes) => nodes.map((n) => n.textContent).join(''))).includes(cut(record.story.text, actor.start, actor.end))));
    assert.ok(await room.page.locator('.story .asked').first().isVisible());
    await room.quiet();
    await room.done();
  }
  assert.ok(seen >= 3);
});

test('j and k walk through the claims and on to the next story', async () => {
  const room = await visit(of());
  const seen = [];
  for (let i = 0; i < 4; i += 1) {
    await room.page.keyboard.press('j');
    await soon(() => {
      const claim = room.query().get('claim');
      assert.ok(claim && !claim.endsWith('#') && claim !== seen.at(-1));
      seen.push(claim);
    });
  }
  assert.equal(new Set(seen).size, 4);
  await room.page.keyboard.press('k');
  await soon(() => assert.equal(room.query().get('claim'), seen[2]));
  const story = seen[0].split('#')[0];
  for (let i = 0; i < 80 && room.query().get('claim').startsWith(`${story}#`); i += 1) {
    const before = room.query().get('claim');
    await room.page.keyboard.press('j');
    await soon(() => assert.notEqual(room.query().get('claim'), before));
  }
  await soon(() => assert.match(room.query().get('claim'), /#.+$/));
  assert.ok(!room.query().get('claim').startsWith(`${story}#`));
  await room.quiet();
  await room.done();
});

test('the words of a claim come before anything else is drawn, and those of the next story are at hand', async () => {
  const room = await visit(of());
  await room.page.keyboard.press('j');
  await soon(async () => assert.ok(await room.page.locator('.story .r-act').count()));
  const story = room.query().get('claim').split('#')[0];
  const order = (await api(`stories?${situation.filter}&sort=-published&limit=40`)).items.map((s) => s.id);
  const next = order[order.indexOf(story) + 1];
  // What is asked ahead is asked when the reader rests.
  await soon(async () => assert.ok(await room.page.evaluate((id) => performance.getEntriesByType('resource').some((e) => e.name.endsWith(`stories/${encodeURIComponent(id)}`)), next)));
  const last = (await api(`stories/${encodeURIComponent(story)}`)).events.at(-1).id;
  await room.page.goto(`${base}${of(`&claim=${encodeURIComponent(`${story}#${last}`)}`)}`);
  await room.settled();
  await soon(async () => assert.ok(await room.page.evaluate((id) => performance.getEntriesByType('resource').some((e) => e.name.endsWith(`stories/${encodeURIComponent(id)}`)), next)));
  const asked = [];
  room.page.on('request', (request) => asked.push(request.url()));
  for (let i = 0; i < 40 && !room.query().get('claim').startsWith(`${next}#`); i += 1) {
    const before = room.query().get('claim');
    await room.page.keyboard.press('j');
    await soon(() => assert.notEqual(room.query().get('claim'), before));
  }
  await soon(async () => assert.match(await marked(room.page), /\w/));
  assert.deepEqual(asked.filter((url) => url.endsWith(`stories/${encodeURIComponent(next)}`)), []);
  await room.quiet();
  await room.done();
});

test('names in the network cover neither each other nor a mark; what has no room shows when it is looked at', async () => {
  for (const [viewport, more] of [[{width: 1280, height: 720}, ''], [{width: 1024, height: 768}, '&theme=dark'], [{width: 390, height: 844}, ''], [{width: 1440, height: 900}, '&full=who&theme=dark']]) {
    const room = await visit(of(more), {viewport});
    const faults = await room.pane('who').evaluate((pane) => {
      const box = (node) => node.getBoundingClientRect();
      const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
      const names = [...pane.querySelectorAll('.node-name')];
      const marks = [...pane.querySelectorAll('.node-mark')];
      const frame = box(pane.querySelector('svg[data-picture]'));
      return {names: names.length, marks: marks.length, faults: [
        ...names.flatMap((a, i) => names.slice(i + 1).filter((b) => over(box(a), box(b))).map((b) => `${a.textContent} over ${b.textContent}`)),
        ...names.flatMap((a) => marks.filter((m) => over(box(a), box(m))).map(() => `${a.textContent} over a mark`)),
        ...names.filter((a) => box(a).left < frame.left - 1 || box(a).right > frame.right + 1 || box(a).bottom > frame.bottom + 2).map((a) => `${a.textContent} outside`)]};
    });
    assert.deepEqual(faults.faults, [], JSON.stringify(viewport));
    assert.ok(faults.names >= faults.marks * 0.6, `${faults.names} of ${faults.marks} named at ${viewport.width}`);
    const node = room.pane('who').locator('.node .hit').last();
    await node.focus();
    const label = await node.getAttribute('aria-label');
    await soon(async () => assert.ok(label.replace(/[\u2068\u2069]/g, '').startsWith(await room.pane('who').locator('.node-near text').textContent())));
    await room.quiet();
    await room.done();
  }
});

test('a situation is called by where, what and when, in the language of the page', async () => {
  const {items} = await api('situations?limit=200');
  const one = items.find((s) => s.id === situation.id);
  assert.ok(one.places.length && one.types.length);
  const room = await visit(of());
  const name = await room.page.locator('.picker option:checked').textContent();
  assert.ok(name.includes(one.places[0]) && name.includes(one.to.slice(0, 4)) && !name.includes(one.label), name);
  assert.ok((await room.page.title()).includes(one.places[0]));
  await room.page.getByLabel('Language').selectOption('fr');
  await soon(async () => assert.notEqual(await room.page.locator('.picker option:checked').textContent(), name));
  assert.match(await room.page.locator('.picker option:checked').textContent(), /\u00a0: /);
  await room.quiet();
  await room.done();
});

test('the page shows words, not the names of strings', async () => {
  for (const lang of ['en', 'fr']) {
    for (const more of ['', '&tab=obligations&feed=claims', '&tab=tolls', '&table=lines,timeline,map,who,ahead,feed,words,claim', '&table=ahead,feed&tab=tolls&feed=claims', '&table=ahead&tab=obligations']) {
      const room = await visit(of(`${more}&lang=${lang}&claim=${encodeURIComponent(`${events[0].story}#${events[0].id}`)}`));
      const keys = Object.keys(JSON.parse(fs.readFileSync(new URL('../strings/en.json', import.meta.url), 'utf8')));
      const families = [...new Set(keys.map((key) => key.split('.')[0]))];
      const text = await room.page.evaluate(() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label], title')].map((n) => n.getAttribute('aria-label') ?? n.textContent)].join('\n'));
      const raw = text.match(new RegExp(`(?<![\\w/.@-])(?:${families.join('|')})\\.[a-zA-Z_]+(?:\\.[a-z]+)?`, 'g')) ?? [];
      const rules = new Set(events.flatMap((e) => e.rule ?? []));
      assert.deepEqual(raw.filter((word) => ![...rules].some((rule) => rule.startsWith(word))), [], `${more} ${lang}`);
      assert.doesNotMatch(text, /undefined|NaN|\[object/);
      await room.done();
    }
  }
});

test('an actor narrows every view; the address says so, brings it back, and Escape widens', async () => {
  const room = await visit(of());
  const count = async () => Number((await room.pane('lines').locator('.counts span').filter({hasText: /event/}).locator('b').textContent()).replace(/\D/g, ''));
  const whole = await count();
  await room.pane('who').locator('.node .hit').first().focus();
  await room.page.keyboard.press('Enter');
  await soon(() => assert.ok(room.query().get('actor')));
  await room.settled();
  await soon(async () => assert.ok(await count() < whole));
  const narrowed = await count();
  assert.ok(await room.pane('lines').locator('.chip').count());
  const copy = await visit(new URL(room.page.url()).search ? `/${new URL(room.page.url()).search}` : '/');
  const again = Number((await copy.pane('lines').locator('.counts span').filter({hasText: /event/}).locator('b').textContent()).replace(/\D/g, ''));
  assert.equal(again, narrowed);
  await copy.done();
  await room.page.locator('body').press('Escape');
  await soon(async () => assert.equal(await count(), whole));
  await room.page.goBack();
  await soon(() => assert.ok(room.query().get('actor')));
  await room.quiet();
  await room.done();
});

test('the brush chooses days, by mouse and by keyboard', async () => {
  const room = await visit(of());
  const brush = room.page.locator('.brush svg');
  const box = await brush.boundingBox();
  await room.page.mouse.move(box.x + box.width * 0.2, box.y + 15);
  await room.page.mouse.down();
  await room.page.mouse.move(box.x + box.width * 0.5, box.y + 15, {steps: 6});
  await room.page.mouse.up();
  await soon(() => assert.ok(room.query().get('from') && room.query().get('to')));
  const from = room.query().get('from');
  assert.ok(from < room.query().get('to'));
  await room.page.locator('[role=slider]').first().focus();
  await room.page.keyboard.press('ArrowRight');
  await soon(() => assert.ok(room.query().get('from') > from));
  const {items} = await api(`stories?${situation.filter}&from=${room.query().get('from')}&to=${room.query().get('to')}&limit=200`);
  await room.settled();
  await soon(async () => assert.equal(await room.pane('feed').locator('.feed li').count(), items.length));
  await room.quiet();
  await room.done();
});

test('a force mark narrows to its day', async () => {
  const room = await visit(of());
  await room.pane('timeline').locator('.lane-force .hit').first().focus();
  await room.page.keyboard.press('Enter');
  await soon(() => assert.match(room.query().get('from') ?? '', /^\d{4}-\d\d-\d\d$/));
  await room.settled();
  await room.quiet();
  await room.done();
});

test('search finds words; what matches nothing says so and leads out', async () => {
  const word = (await api(`stories?${situation.filter}&limit=1`)).items[0].headline.split(' ').find((w) => /^[A-Z][a-z]{5,}$/.test(w));
  const room = await visit(of());
  await room.page.keyboard.press('/');
  assert.equal(await room.page.evaluate(() => document.activeElement.id), 'search');
  await room.page.keyboard.type(word);
  await room.page.keyboard.press('Enter');
  await soon(() => assert.equal(room.query().get('q'), word));
  await room.settled();
  assert.ok(await room.pane('feed').locator('.feed li').count() >= 1);
  await room.page.fill('#search', 'zzqxy nowhere');
  await room.page.press('#search', 'Enter');
  await soon(async () => assert.ok(await room.page.getByText('Nothing matches').count() >= 3));
  await room.page.getByRole('button', {name: 'Widen to the whole situation'}).first().click();
  await soon(() => assert.equal(room.query().get('q'), null));
  await room.quiet();
  await room.done();
});

test('each view has its twin as a table', async () => {
  const room = await visit(of());
  for (const name of ['lines', 'timeline', 'map', 'who', 'ahead', 'feed', 'words']) {
    await room.pane(name).getByRole('button', {name: 'Table', exact: true}).click();
    await soon(async () => assert.ok(await room.pane(name).locator('table.twin tbody tr').count() > 0, name));
  }
  assert.equal(room.query().get('table').split(',').length, 7);
  const network = await api(`network?${situation.filter}`);
  assert.equal(await room.pane('who').locator('tbody tr').count(), network.links.length);
  await room.pane('who').locator('tbody button').first().focus();
  await room.page.keyboard.press('t');
  await soon(async () => assert.equal(await room.pane('who').locator('table').count(), 0));
  await room.quiet();
  await room.done();
});

test('each view can be taken away: data, pictures, a citation', async () => {
  const room = await visit(of(`&claim=${encodeURIComponent(`${events[0].story}#${events[0].id}`)}`), {permissions: ['clipboard-read', 'clipboard-write']});
  const take = async (pane, label) => {
    await room.pane(pane).getByRole('button', {name: 'Export'}).click();
    const waiting = room.page.waitForEvent('download');
    await room.pane(pane).locator('.menu').getByText(label, {exact: true}).click();
    const download = await waiting;
    await room.page.keyboard.press('Escape');
    return {name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path())};
  };
  for (const pane of ['lines', 'timeline', 'map', 'who', 'ahead', 'feed', 'words', 'claim']) {
    const csv = await take(pane, 'This view, CSV');
    assert.match(csv.name, /^casus-.*\.csv$/);
    assert.ok(csv.bytes.toString().split('\r\n').length >= 3, pane);
    const svg = (await take(pane, 'Picture, SVG')).bytes.toString();
    assert.ok(svg.startsWith('<svg') && svg.includes('Casus,') && !svg.includes('class='), pane);
    const png = (await take(pane, 'Picture, PNG')).bytes;
    assert.equal(png.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
    assert.ok(png.length > 2000);
  }
  assert.match((await take('map', 'Events, GeoJSON')).bytes.toString(), /FeatureCollection/);
  assert.match((await take('ahead', 'Calendar, iCalendar')).bytes.toString(), /BEGIN:VCALENDAR/);
  await room.pane('timeline').getByRole('button', {name: 'Export'}).click();
  await room.pane('timeline').getByText('Cite this view').click();
  await soon(async () => assert.ok((await room.page.evaluate(() => navigator.clipboard.readText())).includes(base)));
  await room.quiet();
  await room.done();
});

test('the map is drawn from outlines of its own server, moves, and narrows', async () => {
  const asked = [];
  const room = await visit(of('&table=map'), {before: (page) => page.on('request', (r) => r.url().includes('world.json') && asked.push(r.url()))});
  await room.page.keyboard.press('Escape');
  const whole = await room.page.evaluate(() => document.querySelectorAll('.land').length);
  assert.equal(whole, 0);
  await room.pane('map').getByRole('button', {name: 'Table', exact: true}).click();
  await soon(async () => assert.ok(await room.pane('map').locator('.land').count() > 0));
  await room.pane('map').getByRole('button', {name: 'Closer'}).click();
  await soon(() => assert.match(room.query().get('map') ?? '', /^-?[\d.]+,-?[\d.]+,1\.6$/));
  await room.pane('map').getByRole('button', {name: 'Fit'}).click();
  await soon(() => assert.equal(room.query().get('map'), null));
  await room.pane('map').locator('.place').first().focus();
  await room.page.keyboard.press('Enter');
  await soon(() => assert.ok(room.query().get('near') || room.query().get('claim')));
  await room.settled();
  await room.quiet();
  await room.done();
});

test('the tolls, the obligations and the agenda share a pane', async () => {
  const room = await visit(of());
  await room.pane('ahead').getByRole('tab', {name: 'Tolls'}).click();
  await soon(async () => assert.ok(await room.pane('ahead').locator('.toll').count() > 0));
  await room.pane('ahead').getByRole('tab', {name: 'Tolls'}).press('ArrowLeft');
  await soon(() => assert.equal(room.query().get('tab'), 'obligations'));
  await room.settled();
  await room.pane('ahead').getByRole('tab', {name: 'Agenda'}).click();
  await soon(async () => assert.ok(await room.pane('ahead').locator('.agenda-list li').count() > 0));
  await room.pane('ahead').locator('.agenda-list button').first().click();
  await soon(async () => assert.match(await marked(room.page), /\w/));
  await room.quiet();
  await room.done();
});

test('why a claim was coded so, and what nearly was', async () => {
  const event = events.find((e) => e.rule?.length) ?? events[0];
  const room = await visit(of(`&claim=${encodeURIComponent(`${event.story}#${event.id}`)}`));
  await room.page.keyboard.press('e');
  await soon(async () => assert.ok(await room.pane('claim').locator('.why').count() || await room.pane('claim').getByText('without a language model').count()), 20_000);
  assert.equal(room.query().get('explain'), '1');
  await room.done();
});

test('verdicts are kept by the server, shown, and can be undone', async () => {
  const event = events.at(-1);
  const room = await visit(of(`&claim=${encodeURIComponent(`${event.story}#${event.id}`)}`));
  await soon(async () => assert.ok(await room.pane('claim').locator('.fields').isVisible()));
  const kept = async () => (await api(`reviews?story=${encodeURIComponent(event.story)}`)).items.filter((r) => (r.claim ?? r.id) === event.id);
  const before = (await kept()).length;
  await room.page.keyboard.press('a');
  await soon(async () => assert.ok(await room.pane('claim').locator('.verdict.accept').count()));
  await room.page.keyboard.press('x');
  await soon(async () => assert.ok(await room.pane('claim').locator('.verdict.reject').count()));
  await room.page.keyboard.press('c');
  await room.pane('claim').locator('.correction select').first().selectOption('status');
  await room.pane('claim').locator('.correction [name=value]').selectOption('negated');
  await room.pane('claim').locator('.correction [name=note]').fill('the words say it did not');
  await room.pane('claim').getByRole('button', {name: 'Keep'}).click();
  await soon(async () => assert.ok(await room.pane('claim').locator('.verdict.correct').count()));
  const mine = await kept();
  assert.ok(mine.length > before);
  const correction = mine.find((r) => r.verdict === 'correct');
  assert.deepEqual(correction.correction, {status: 'negated'});
  assert.equal(correction.note, 'the words say it did not');
  for (let left = await room.pane('claim').getByRole('button', {name: 'Undo'}).count(); left > 0; left -= 1) {
    await room.pane('claim').getByRole('button', {name: 'Undo'}).first().click();
    await soon(async () => assert.equal(await room.pane('claim').getByRole('button', {name: 'Undo'}).count(), left - 1));
  }
  assert.equal((await kept()).length, 0);
  await room.quiet();
  await room.done();
});

test('what comes in waits until it is asked for', {skip: process.env.DB ? false : 'no database to add to'}, async () => {
  const room = await visit(of());
  const list = () => room.pane('feed').locator('.headline').allTextContents();
  const before = await list();
  const late = {id: `late-${Date.now()}`, published: '2010-06-28', source: 'Late wire', headline: 'Late news from Osh', text: 'OSH, Kyrgyzstan, June 28 - Police in Osh arrested three men on Monday, officials said.'};
  execFileSync(process.env.CASUS, ['code', '--quiet', '--db', process.env.DB, '-'], {input: `${JSON.stringify(late)}\n`, stdio: ['pipe', 'ignore', 'inherit']});
  await room.page.locator('.fresh').waitFor({timeout: 15_000});
  assert.deepEqual(await list(), before);
  await room.page.locator('.fresh').click();
  await soon(async () => assert.equal(await room.page.locator('.fresh').count(), 0));
  await room.page.locator('.picker').selectOption('all');
  await soon(async () => assert.ok((await list()).includes(late.headline)));
  await room.quiet();
  await room.done();
});

test('it speaks French, and says so in its address', async () => {
  const room = await visit(of());
  await room.page.getByLabel('Language').selectOption('fr');
  await soon(async () => assert.ok(await room.page.getByRole('heading', {name: 'Chronologie'}).isVisible()));
  assert.equal(await room.page.evaluate(() => document.documentElement.lang), 'fr');
  assert.equal(room.query().get('lang'), 'fr');
  await room.quiet();
  await room.done();
});

test('light and dark are both there, and each is remembered', async () => {
  const room = await visit(of(), {colorScheme: 'dark'});
  const paper = () => room.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await paper();
  await room.page.getByLabel('Light or dark').selectOption('light');
  await soon(async () => assert.notEqual(await paper(), dark));
  await room.page.reload();
  await room.settled();
  assert.notEqual(await paper(), dark);
  await room.quiet();
  await room.done();
});

test('help opens with ? and closes with Escape, and one view can fill the frame', async () => {
  const room = await visit(of());
  await room.page.keyboard.press('?');
  await soon(async () => assert.ok(await room.page.locator('dialog[open]').isVisible()));
  await room.page.keyboard.press('Escape');
  await soon(async () => assert.equal(await room.page.locator('dialog[open]').count(), 0));
  await room.pane('who').getByRole('button', {name: 'Fill'}).click();
  await soon(async () => assert.ok((await room.pane('who').boundingBox()).width > 1200));
  await room.page.keyboard.press('Escape');
  await soon(async () => assert.ok((await room.pane('who').boundingBox()).width < 700));
  await room.quiet();
  await room.done();
});

test('each figure and name of the five lines opens the claim it rests on, in both languages', async () => {
  for (const lang of ['en', 'fr']) {
    const room = await visit(of(`&lang=${lang}`));
    const {lines} = await api(`summary?${situation.filter}`);
    const links = room.pane('lines').locator('.evidence');
    const count = await links.count();
    const owed = new Set(lines.flatMap((line) => line.items.map((item) => `${item.story}#${item.id}`)));
    const keys = await links.evaluateAll((all) => all.map((a) => new URLSearchParams(new URL(a.href).search).get('claim')));
    assert.deepEqual([...owed].filter((key) => !keys.includes(key)), []);
    for (const index of [0, count - 1]) {
      await links.nth(index).focus();
      await room.page.keyboard.press('Enter');
      await soon(() => assert.equal(room.query().get('claim'), keys[index]));
      await soon(async () => assert.match(await marked(room.page), /\w/));
    }
    const said = await room.pane('lines').locator('.lines').textContent();
    const figure = lines.find((line) => line.kind === 'counted').items.find((item) => item.low === item.high && item.kind === 'killed');
    if (figure) {
      const number = new Intl.NumberFormat(lang === 'fr' ? 'fr-FR' : 'en-GB').format(figure.low).replace(/\s/g, ' ');
      assert.ok(said.replace(/\s/g, ' ').includes(`${number} `) && said.includes(lang === 'fr' ? ' tu\u00e9' : ' killed'), said);
    }
    await room.quiet();
    await room.done();
  }
});

test('what became of a plan is told, with a link to the words that say so', async () => {
  const {plans} = await api(`across?${situation.filter}`);
  const plan = plans.find((p) => p.status === 'took_place' && p.resolved_by?.id === null);
  assert.ok(plan, 'a plan that took place');
  const room = await visit(of());
  const row = room.pane('ahead').locator('.agenda-list li').filter({has: room.page.locator('.badge.took_place')}).filter({hasText: plan.resolved_by.text.slice(0, 30)});
  await row.locator('.evidence').first().focus();
  await room.page.keyboard.press('Enter');
  await soon(async () => assert.equal(await marked(room.page), plan.resolved_by.text));
  assert.equal(room.query().get('claim'), `${plan.resolved_by.story}#`);
  assert.equal(room.query().get('at'), `${plan.resolved_by.start}-${plan.resolved_by.end}`);
  const copy = await visit(`/${new URL(room.page.url()).search}`);
  await soon(async () => assert.equal(await marked(copy.page), plan.resolved_by.text));
  await copy.done();
  await room.page.locator('body').press('Escape');
  await soon(() => assert.equal(room.query().get('at'), null));
  await room.quiet();
  await room.done();
});

test('plans and events that several stories tell stand once, with their stories', async () => {
  const {plans, events: merged} = await api(`across?${situation.filter}`);
  const room = await visit(of('&feed=claims'));
  const agenda = (await api(`agenda?${situation.filter}&limit=200`)).items;
  const spare = (list, members) => list.reduce((n, one) => n + members(one).length - 1, 0);
  await soon(async () => assert.equal(await room.pane('ahead').locator('.agenda-list > li').count(), agenda.length - spare(plans, (p) => p.items)));
  // The feed shows a page of the claims: those of one event in it are one row.
  const {items} = await api(`events?${situation.filter}&limit=40&sort=day`);
  const shown = new Set(items.map((e) => `${e.story}#${e.id}`));
  const here = (one) => one.tellings.filter((claim) => shown.has(`${claim.story}#${claim.id}`));
  await soon(async () => assert.equal(await room.pane('feed').locator('.feed > li').count(), items.length - merged.filter((one) => here(one).length).reduce((n, one) => n + here(one).length - 1, 0)));
  const one = merged.find((m) => here(m).length);
  const badges = room.pane('feed').locator('li .badge');
  assert.equal(await badges.count(), merged.filter((m) => here(m).length).length);
  await room.pane('feed').locator('.beneath .evidence').first().click();
  await soon(() => assert.ok(merged.some((m) => m.tellings.some((claim) => `${claim.story}#${claim.id}` === room.query().get('claim')))));
  await soon(async () => assert.match(await room.pane('claim').locator('.elsewhere').textContent(), /also told by/));
  assert.ok(one);
  await room.quiet();
  await room.done();
});

test('an ask and its answers in later stories are one object', async () => {
  const {asks} = await api(`across?${situation.filter}`);
  const ask = asks.find((a) => a.answers.some((answer) => answer.later));
  assert.ok(ask, 'a request that a later story answers');
  const request = ask.requests[0];
  const room = await visit(of(`&claim=${encodeURIComponent(`${request.story}#${request.id}`)}`));
  await soon(async () => assert.equal(await room.pane('claim').locator('.elsewhere .evidence').count(), ask.answers.length));
  const answer = ask.answers.find((a) => a.later);
  await room.pane('claim').locator('.elsewhere .evidence').nth(ask.answers.indexOf(answer)).click();
  await soon(() => assert.equal(room.query().get('claim'), `${answer.story}#${answer.id}`));
  await soon(async () => assert.equal(await marked(room.page), answer.text));
  await room.page.goBack();
  await soon(async () => assert.ok(await room.pane('timeline').locator('.ask:not(.dim) .answer').count() >= ask.answers.length));
  await room.quiet();
  await room.done();
});

test('a figure names those that contradict it, and each leads to its words', async () => {
  const {series} = await api(`tolls/series?${situation.filter}`);
  const all = series.flatMap((s) => s.points.map((p) => ({...p, all: s.points})));
  const point = all.find((p) => p.conflicts.length);
  assert.ok(point, 'two sources disagree');
  const room = await visit(of(`&claim=${encodeURIComponent(`${point.story}#${point.id}`)}`));
  const links = room.pane('claim').locator('.elsewhere .evidence');
  await soon(async () => assert.ok(await links.count() >= point.conflicts.length));
  const keys = await links.evaluateAll((nodes) => nodes.map((a) => new URLSearchParams(new URL(a.href).search).get('claim')));
  for (const other of point.conflicts) assert.ok(keys.includes(`${other.story}#${other.id}`));
  await links.first().click();
  await soon(() => assert.equal(room.query().get('claim'), keys[0]));
  await soon(async () => assert.match(await marked(room.page), /\w/));
  await room.quiet();
  await room.done();
});

test('a verdict that is given elsewhere shows without being asked for', async () => {
  const event = events[2];
  const room = await visit(of(`&claim=${encodeURIComponent(`${event.story}#${event.id}`)}`));
  await soon(async () => assert.ok(await room.pane('claim').locator('.fields').isVisible()));
  const given = await (await fetch(`${base}/api/v1/reviews`, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({story: event.story, id: event.id, verdict: 'reject', note: 'from elsewhere'})})).json();
  await soon(async () => assert.match(await room.pane('claim').locator('.verdicts').textContent(), /from elsewhere/), 15_000);
  await fetch(`${base}/api/v1/reviews/${given.n}`, {method: 'DELETE'});
  await soon(async () => assert.equal(await room.pane('claim').locator('.verdicts li').count(), 0), 15_000);
  await room.quiet();
  await room.done();
});

test('n and p go from view to view, and the view that fills the frame changes with them', async () => {
  const room = await visit(of());
  const here = () => room.page.evaluate(() => document.activeElement.dataset.pane ?? null);
  const seen = [];
  for (let i = 0; i < 9; i += 1) {
    await room.page.keyboard.press('n');
    seen.push(await here());
  }
  assert.deepEqual(seen, ['lines', 'timeline', 'map', 'who', 'ahead', 'feed', 'words', 'claim', 'lines']);
  await room.page.keyboard.press('p');
  assert.equal(await here(), 'claim');
  await room.page.keyboard.press('p');
  await room.page.keyboard.press('f');
  await soon(() => assert.equal(room.query().get('full'), 'words'));
  await room.page.keyboard.press('p');
  await soon(() => assert.equal(room.query().get('full'), 'feed'));
  await room.quiet();
  await room.done();
});

test('the words of a search are marked in the story and in view', async () => {
  const record = await api(`stories/${encodeURIComponent(events.at(-1).story)}`);
  const word = record.story.text.match(/[A-Z][a-z]{5,}/g).at(-1);
  const room = await visit(of(`&q=${word}&story=${encodeURIComponent(record.story.id)}`));
  await soon(async () => assert.ok(await room.page.locator('.story .body .found').count()));
  for (const text of await room.page.locator('.story .found').allTextContents()) assert.ok(word.toLowerCase().includes(text.toLowerCase()), text);
  await soon(async () => assert.ok(await room.page.locator('.story .body .found').first().evaluate((node) => {
    const [a, b] = [node.getBoundingClientRect(), node.closest('.pane-body').getBoundingClientRect()];
    return a.top >= b.top && a.bottom <= b.bottom;
  })));
  await room.quiet();
  await room.done();
});

test('a correction begins from what the claim says, and is told in the words of the page', async () => {
  const event = events.find((e) => e.status === 'actual' && e.actors.some((a) => a.code));
  const room = await visit(of(`&lang=fr&claim=${encodeURIComponent(`${event.story}#${event.id}`)}`));
  await room.page.keyboard.press('c');
  const form = room.pane('claim').locator('.correction');
  await form.locator('select').first().selectOption('status');
  assert.equal(await form.locator('[name=value] option:checked').textContent(), 'r\u00e9el');
  await form.locator('select').first().selectOption('actor');
  await soon(async () => {
    const value = await form.locator('[name=value]').inputValue();
    assert.ok(event.actors.some((a) => a.code === value), value);
  });
  await form.locator('select').first().selectOption('status');
  await form.locator('[name=value]').selectOption('negated');
  await form.getByRole('button', {name: 'Garder'}).click();
  await soon(async () => assert.match(await room.pane('claim').locator('.verdicts').textContent(), /statut = ni\u00e9/));
  assert.match(await room.pane('claim').locator('.review-buttons').textContent(), /jug\u00e9/);
  await room.pane('claim').locator('.verdicts button').first().click();
  await soon(async () => assert.equal(await room.pane('claim').locator('.verdicts li').count(), 0));
  await room.quiet();
  await room.done();
});

test('what is chosen in a view that fills the frame shows its words, and closes', async () => {
  const room = await visit(of('&full=timeline'));
  await room.pane('timeline').locator('.lane-asks .ask .hit').first().click();
  await soon(async () => assert.ok(await room.page.locator('.story .r-act').first().isVisible()));
  const [upper, lower] = [await room.pane('timeline').boundingBox(), await room.pane('words').boundingBox()];
  assert.ok(upper.y + upper.height <= lower.y + 1);
  await room.pane('claim').getByRole('button', {name: 'Close'}).click();
  await soon(() => assert.equal(room.query().get('claim'), null));
  assert.equal(room.query().get('full'), 'timeline');
  await room.quiet();
  await room.done();
});

test('everything can be reached with the keyboard, and where it is shows', async () => {
  const room = await visit(of());
  const reached = new Set();
  for (let i = 0; i < 400; i += 1) {
    await room.page.keyboard.press('Tab');
    const here = await room.page.evaluate(() => {
      const at = document.activeElement;
      return {pane: at.closest('[data-pane]')?.dataset.pane ?? (at === document.body ? null : 'head'), ring: getComputedStyle(at).outlineStyle};
    });
    if (!here.pane) break;
    reached.add(here.pane);
    assert.notEqual(here.ring, 'none', here.pane);
  }
  for (const name of ['head', 'lines', 'timeline', 'map', 'who', 'ahead', 'feed', 'words', 'claim']) assert.ok(reached.has(name), name);
  await room.done();
});

test('on a phone the views stand one below the other', async () => {
  const room = await visit(of(), {viewport: {width: 390, height: 844}});
  const frame = await room.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth, document.documentElement.scrollHeight]);
  assert.ok(frame[0] <= frame[1], `wider than the screen: ${frame}`);
  assert.ok(frame[2] > 1500);
  const lefts = await room.page.locator('[data-pane]').evaluateAll((panes) => panes.map((p) => p.getBoundingClientRect().left));
  assert.equal(new Set(lefts).size, 1);
  await room.quiet();
  await room.done();
});

test('it prints as a brief of at most three pages', async () => {
  const room = await visit(of());
  const pdf = (await room.page.pdf({format: 'A4'})).toString('latin1');
  const pages = pdf.match(/\/Type\s*\/Page\b(?!s)/g).length;
  assert.ok(pages >= 1 && pages <= 3, `${pages} pages`);
  await room.done();
});

test('a server that fails or is gone is said to be, and asked again', async () => {
  const room = await visit(of());
  await room.page.route('**/api/v1/network*', (route) => route.fulfill({status: 500, contentType: 'application/problem+json', body: '{"title":"Internal error","status":500,"detail":"the disk is full"}'}));
  await room.page.route('**/api/v1/map*', (route) => route.abort());
  await room.pane('feed').locator('.feed button').last().click();
  await soon(async () => assert.match(await room.pane('who').locator('.failed').textContent(), /the disk is full/));
  await soon(async () => assert.match(await room.pane('map').locator('.failed').textContent(), /does not answer/));
  await room.page.unrouteAll();
  await room.pane('who').getByRole('button', {name: 'Try again'}).click();
  await soon(async () => assert.equal(await room.page.locator('.failed').count(), 0));
  await room.quiet(/Failed to load resource/);
  await room.done();
});

test('who wants no motion gets none', async () => {
  const room = await visit(of(), {reducedMotion: 'reduce'});
  await room.page.keyboard.press('j');
  await soon(() => assert.ok(room.query().get('claim')));
  assert.equal(await room.page.evaluate(() => document.getAnimations().length), 0);
  await room.quiet();
  await room.done();
});

test('an address that names what is not there is no error', async () => {
  const room = await visit('/?situation=none&story=none&claim=none%23none&tab=none&table=none&full=none&map=x,y,z&lang=xx&toll=none&nonsense=1');
  await soon(async () => assert.ok(await room.page.getByText('Nothing').count() + await room.page.locator('.failed').count() > 0));
  await room.quiet(/Failed to load resource/);
  await room.done();
});
