// Text that others wrote can say anything, and nothing of it may run, break out, or reach elsewhere.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {api, base, busiest, close, soon, visit} from './harness.mjs';
import {naughty} from './naughty.mjs';

after(close);

let situation;
before(async () => {
  situation = await busiest();
});

// What may stand in the page: nothing that runs or asks elsewhere.
async function harmless(room, what, but) {
  const found = await room.page.evaluate(() => ({
    pwned: window.pwned,
    strange: [...document.querySelectorAll('#room script, #room iframe, #room object, #room embed, #room link, #room meta, #room base, #room img, #room style')].map((n) => n.outerHTML),
    handlers: [...document.querySelectorAll('#room *')].filter((n) => n.getAttributeNames().some((name) => /^on/i.test(name))).map((n) => n.outerHTML.slice(0, 200)),
    links: [...document.querySelectorAll('#room a[href]')].map((n) => n.getAttribute('href')).filter((href) => !/^(https?:|\/api\/v1\/|#words$|blob:|\?(situation|from|to|q|story|source|actor|claim)=)/.test(href)),
    wide: document.documentElement.scrollWidth > innerWidth,
    tall: document.documentElement.scrollHeight > innerHeight,
  }));
  assert.deepEqual(found, {pwned: undefined, strange: [], handlers: [], links: [], wide: false, tall: false}, what);
  await room.quiet(but);
}

// Answers whose every text has been put in place of by `poison`; what has a meaning for the code (days, codes of closed lists,
// numbers) is kept in the first round and poisoned too in the second.
const MEANING = new Set(['day', 'from', 'to', 'published', 'begin', 'end', 'until', 'value', 'status', 'kind', 'certainty', 'precision', 'event', 'bucket', 'at', 'next', 'in', 'role', 'op', 'salience', 'verdict', 'qualifier', 'what', 'direct']);
const IDS = new Set(['id', 'story', 'situation', 'incident', 'entity', 'request', 'responses', 'quote', 'place', 'time', 'speaker', 'via', 'bearer', 'attribution', 'actors', 'recipients', 'outer', 'merged', 'claim', 'superseded_by', 'resolved_by', 'duplicates', 'key']);

function poisoner(all) {
  let at = 0;
  return function poison(value, key) {
    if (typeof value === 'string') {
      if (IDS.has(key) || (!all && MEANING.has(key))) return value;
      at += 1;
      return naughty[at % naughty.length];
    }
    if (Array.isArray(value)) return value.map((v) => poison(v, key));
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, poison(v, k)]));
    return value;
  };
}

for (const all of [false, true]) {
  test(`answers full of hostile text, ${all ? 'closed lists too' : 'in every field that people write'}`, async () => {
    const poison = poisoner(all);
    const room = await visit(situation.home, {before: (page) => page.route('**/api/v1/**', async (route) => {
      if (route.request().url().includes('/stream') || route.request().method() !== 'GET') return route.continue();
      const answer = await route.fetch();
      if (!answer.ok()) return route.fulfill({response: answer});
      return route.fulfill({response: answer, body: JSON.stringify(poison(await answer.json(), ''))});
    })});
    await harmless(room, 'at first');
    for (const search of ['&table=lines,timeline,map,who,ahead,feed,words', '&tab=obligations&feed=claims', '&tab=tolls', '&tab=obligations&table=ahead', '&tab=tolls&table=ahead,claim']) {
      await room.page.evaluate((s) => {
        history.pushState(null, '', location.pathname + s);
        dispatchEvent(new PopStateEvent('popstate'));
      }, `${situation.home.slice(1)}${search}`);
      await soon(() => room.settled());
      await harmless(room, search);
    }
    await room.page.evaluate((s) => {
      history.pushState(null, '', location.pathname + s);
      dispatchEvent(new PopStateEvent('popstate'));
    }, situation.home.slice(1));
    await soon(() => room.settled());
    for (let i = 0; i < 6; i += 1) await room.page.keyboard.press('j');
    await room.page.keyboard.press('e');
    await soon(() => room.settled());
    await harmless(room, 'a claim');
    await room.pane('timeline').getByRole('button', {name: 'Export'}).click();
    const waiting = room.page.waitForEvent('download');
    await room.pane('timeline').getByText('Picture, PNG').click();
    await waiting;
    await harmless(room, 'a picture');
    await room.done();
  });
}

test('hostile text in every field that can be typed into', async () => {
  const event = (await api(`events?${situation.filter}&limit=1`)).items[0];
  const room = await visit(`${situation.home}&claim=${encodeURIComponent(`${event.story}#${event.id}`)}`);
  const failed = /Failed to load resource.*status of 4/;
  for (const text of naughty.filter((t, index) => t.length < 1000 && index % 3 === 0)) {
    await room.page.fill('#search', text);
    await room.page.press('#search', 'Enter');
    assert.equal(await room.page.evaluate(() => window.pwned), undefined, text);
  }
  await soon(() => room.settled());
  await harmless(room, 'search', failed);
  await room.page.fill('#search', '');
  await room.page.press('#search', 'Enter');
  await room.page.goto(`${base}${situation.home}&claim=${encodeURIComponent(`${event.story}#${event.id}`)}`);
  await soon(async () => assert.ok(await room.pane('claim').locator('.fields').isVisible()));
  for (const text of naughty.filter((t) => t.trim() && t.length < 400).filter((_, index) => index % 12 === 0)) {
    await room.page.locator('body').press('c');
    await room.pane('claim').locator('.correction select').first().selectOption('actor');
    await room.pane('claim').locator('.correction [name=value]').fill(text);
    await room.pane('claim').locator('.correction [name=note]').fill(text);
    await room.pane('claim').getByRole('button', {name: 'Keep'}).click();
    await soon(async () => assert.equal(await room.page.locator('.correction').count() - await room.pane('claim').locator('[role=alert]').count(), 0));
    if (await room.page.locator('.correction').count()) await room.pane('claim').getByRole('button', {name: 'Cancel'}).click();
  }
  await harmless(room, 'reviews', failed);
  for (let left = await room.pane('claim').getByRole('button', {name: 'Undo'}).count(); left > 0; left -= 1) {
    await room.pane('claim').getByRole('button', {name: 'Undo'}).first().click();
    await soon(async () => assert.equal(await room.pane('claim').getByRole('button', {name: 'Undo'}).count(), left - 1));
  }
  await room.done();
});

test('hostile text in every part of the address', async () => {
  const names = ['situation', 'from', 'to', 'q', 'story', 'source', 'actor', 'recipient', 'type', 'mode', 'context', 'status', 'country', 'near', 'bbox', 'incident', 'salience',
    'claim', 'field', 'explain', 'tab', 'table', 'full', 'toll', 'map', 'feed', 'lang', 'theme'];
  const texts = naughty.filter((t) => t && t.length < 400);
  const room = await visit('/');
  for (let i = 0; i < names.length; i += 2) {
    // Several at once, another each time: what one hides, another shows.
    const search = new URLSearchParams(names.slice(i, i + 4).map((name, j) => [name, texts[(i * 7 + j * 13) % texts.length].toWellFormed?.() ?? '<b>']));
    const answer = await room.page.goto(`${base}/?${search}`);
    if (answer.status() === 400) {  // the server takes no control characters in an address
      assert.match(`${search}`, /%[01][0-9A-F]/);
      continue;
    }
    await soon(() => room.settled());
    await harmless(room, `${search}`, /Failed to load resource.*status of 4/);
  }
  await room.done();
});
