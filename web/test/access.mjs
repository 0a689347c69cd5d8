// Every view in both themes, as axe sees it: nothing serious, nothing critical.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import {after, before, test} from 'node:test';
import {api, busiest, close, soon, visit} from './harness.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
after(close);

let home;
let claim;
before(async () => {
  const situation = await busiest();
  home = situation.home;
  const event = (await api(`events?${situation.filter}&limit=1`)).items[0];
  claim = `&claim=${encodeURIComponent(`${event.story}#${event.id}`)}`;
});

async function complaints(room) {
  await room.page.evaluate(axe);
  const {violations} = await room.page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
  return violations.filter((v) => ['serious', 'critical'].includes(v.impact))
      .map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
}

const views = [
  ['the whole page', () => '', null],
  ['a claim, explained', () => `${claim}&explain=1`, null],
  ['tables', () => '&table=lines,timeline,map,who,ahead,feed,words', null],
  ['obligations and claims', () => '&tab=obligations&feed=claims', null],
  ['tolls, in the frame', () => '&tab=tolls&full=ahead', null],
  ['nothing matches', () => '&q=zzqxynowhere', null],
  ['help', () => '', (room) => room.page.keyboard.press('?')],
  ['export and correction', () => claim, async (room) => {
    await room.page.keyboard.press('c');
    await room.pane('timeline').getByRole('button', {name: 'Export'}).click();
  }],
  ['in French', () => '&lang=fr', null],
];
for (const theme of ['light', 'dark']) {
  test(`axe finds nothing serious: ${theme}`, async () => {
    for (const [name, address, act] of views) {
      const room = await visit(`${home}${address()}&theme=${theme}`);
      if (act) await act(room);
      await soon(() => room.settled());
      assert.deepEqual(await complaints(room), [], `${name}, ${theme}`);
      await room.done();
    }
  });
}

test('axe finds nothing serious: phone', async () => {
  const room = await visit(`${home}${claim}`, {viewport: {width: 390, height: 844}});
  assert.deepEqual(await complaints(room), []);
  await room.done();
});
