// How fast the page is there: first paint, and all views drawn. Against a large database, on a machine that does nothing else:
//   ROOM_URL=http://127.0.0.1:8642 node test/all.mjs speed
import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {api, close, visit} from './harness.mjs';

after(close);

test('first paint within two seconds', async () => {
  const {counts} = await api('summary');
  const first = [];
  const whole = [];
  const answer = [];
  for (let round = 0; round < 5; round += 1) {
    const began = Date.now();
    const room = await visit('/?situation=all');
    whole.push(Date.now() - began);
    first.push(await room.page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
    // From a key to the claim drawn.
    await room.page.evaluate(() => {
      const start = performance.now();
      dispatchEvent(new KeyboardEvent('keydown', {key: 'j'}));
      window.took = new Promise((resolve) => {
        const look = () => (document.querySelector('.r-act') ? resolve(performance.now() - start) : requestAnimationFrame(look));
        look();
      });
    });
    answer.push(await room.page.evaluate(() => window.took));
    await room.done();
  }
  const middle = (list) => Math.round([...list].sort((a, b) => a - b)[2]);
  console.log(`# ${counts.events} events: first paint ${middle(first)} ms, all views ${middle(whole)} ms, a claim selected ${middle(answer)} ms (median of 5)`);
  assert.ok(middle(first) < 2000);
});
