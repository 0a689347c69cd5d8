// The pictures of docs/room.md, drawn into $SHOTS: tools/room_pictures.sh. Fonts are those of the machine: fonts-liberation makes
// them the ones of the pages there.
import fs from 'node:fs';
import path from 'node:path';
import {api, close, soon, visit} from './harness.mjs';

const folder = process.env.SHOTS ?? 'shots';
fs.mkdirSync(folder, {recursive: true});
const shot = async (name, address, act, options) => {
  const room = await visit(address, options);
  await act?.(room);
  await soon(() => room.settled());
  await room.page.waitForTimeout(400);
  await room.page.screenshot({path: path.join(folder, `${name}.png`)});
  await room.done();
};

const {items} = await api('situations?limit=50');
const kyrgyz = items.find((s) => s.countries?.includes('KGZ')) ?? items[0];
const scope = kyrgyz ? `situation=${encodeURIComponent(kyrgyz.id)}` : 'to=2010-12-31';
const home = kyrgyz ? `/?${scope}` : `/?situation=all&${scope}`;
const find = async (type) => {
  const event = (await api(`events?${scope}&type=${type}&salience=main&limit=50`)).items.find((e) => e.actors.length && e.recipients.length && e.attribution.length) ??
    (await api(`events?${scope}&type=${type}&limit=50`)).items[0];
  return event ? `&claim=${encodeURIComponent(`${event.story}#${event.id}`)}` : '';
};
await shot('room', home);
await shot('claim', `${home}${await find('REJECT') || await find('REQUEST')}&explain=1`);
await shot('dark', `${home}&tab=tolls&theme=dark${await find('REQUEST')}`);
await shot('who', `${home}&full=who`);
await shot('phone', `${home}&tab=tolls`, null, {viewport: {width: 390, height: 844}, deviceScaleFactor: 1.5});
await shot('french', `${home}&lang=fr&table=who`);
await close();
