// All tests of the page, one after the other in one browser. node test/all.mjs [NAME...] runs some; "shots" draws the pictures
// of docs/room.md.
const wanted = process.argv.slice(2);
for (const name of ['unit', 'flows', 'access', 'hostile', 'shots', 'speed']) if (wanted.length ? wanted.includes(name) : !['shots', 'speed'].includes(name)) await import(`./${name}.mjs`);
