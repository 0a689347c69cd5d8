// The map: what happened where, as exactly as the words say. A place known only to its country shades the country, one known
// to the region shades the region; a point is drawn only for a place that is one.
import {geoMercator, geoPath, geoGraticule10} from 'd3-geo';
import {feature, mesh} from 'topojson-client';
import {useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {country as countryName, t} from '../i18n.js';
import {learn} from '../scope.js';
import {address, asset, useQuery} from '../api.js';
import {Failed, Loading, Nothing, Pane, useSize} from '../pane.jsx';
import {change, query, select, toggle, useRoom} from '../state.js';
import {handle} from '../marks.jsx';
import {useFocus} from '../focus.js';

const MOST_LABELS = 14;

// "Osh Oblasty", "Osh" and "Osh Region" are one region.
export const regionKey = (name) => (name ?? '').normalize('NFD').replace(/[\u0300-\u036f'\u2019`]/g, '').toLowerCase()
    .replace(/\b(oblast[yi]?|oblusu|oblast'|shaary|region|province|provinces|district|state|governorate|wilaya|prefecture|department|county|city|of|de|du)\b/g, '')
    .replace(/[^a-z]+/g, ' ').trim();

let world = null;
const regions = new Map();

function useOutlines(countries) {
  const [, redraw] = useState(0);
  const [error, setError] = useState(null);
  const wanted = countries.join(',');
  useEffect(() => {
    let alive = true;
    (async () => {
      try {
        if (!world) {
          const topology = await asset('world.json');
          world = {
            shapes: feature(topology, topology.objects.countries).features,
            borders: mesh(topology, topology.objects.countries, (a, b) => a !== b),
            coast: mesh(topology, topology.objects.countries, (a, b) => a === b),
            index: new Set(await asset('regions/index.json')),
          };
          if (alive) redraw((n) => n + 1);
        }
        await Promise.all(countries.filter((code) => world.index.has(code) && !regions.has(code)).map(async (code) => {
          const topology = await asset(`regions/${code}.json`);
          regions.set(code, {
            shapes: new Map(feature(topology, topology.objects.regions).features.map((f) => [regionKey(f.properties.name), f])),
            lines: mesh(topology, topology.objects.regions, (a, b) => a !== b),
          });
        }));
        if (alive) redraw((n) => n + 1);
      } catch (problem) {
        if (alive) setError(problem);
      }
    })();
    return () => {
      alive = false;
    };
  }, [wanted]);
  return {ready: Boolean(world), error};
}

// As the page's language calls it; shapes without a code have the name of the outlines.
const nameOf = (shape) => (shape.id ? countryName(shape.id) : shape.properties.name);
const shapeOf = (code) => world?.shapes.find((s) => s.id === code);

const apart = (a, b) => Math.hypot((a.lon - b.lon) * Math.cos((a.lat + b.lat) / 2 * Math.PI / 180), a.lat - b.lat);
const NEAR = 5;  // degrees

// Where most of it is told of: the country with the most claims and what lies near to its places. A capital that comments from afar
// does not set the frame; where no country has half of it, all is in it.
function core(points) {
  if (points.length < 3) return points;
  const counts = new Map();
  for (const p of points) counts.set(p.country, (counts.get(p.country) ?? 0) + p.count);
  const [lead, most] = [...counts].sort((a, b) => b[1] - a[1])[0];
  if (most * 2 < points.reduce((sum, p) => sum + p.count, 0)) return points;
  const home = points.filter((p) => p.country === lead);
  return points.filter((p) => p.country === lead || home.some((other) => apart(other, p) < NEAR));
}

// Fits what is told; the address may say otherwise: "lon,lat,zoom", zoom 1 being the fit.
function projectionFor(points, countries, width, height, view) {
  const projection = geoMercator();
  const things = points.map((p) => ({type: 'Feature', geometry: {type: 'Point', coordinates: [p.lon, p.lat]}}));
  if (!things.length) for (const c of countries.slice(0, 3)) if (shapeOf(c.country)) things.push(shapeOf(c.country));
  const pad = 26;
  projection.fitExtent([[pad, pad], [width - pad, height - pad]], things.length
    ? {type: 'FeatureCollection', features: things} : {type: 'Sphere'});
  const largest = 3200;  // a single town is shown with its surroundings
  if (!Number.isFinite(projection.scale()) || projection.scale() > largest) {
    const centre = points.length ? [points[0].lon, points[0].lat] : projection.invert([width / 2, height / 2]);
    const lone = points.length === 1 || !Number.isFinite(projection.scale());
    const middle = lone ? centre : projection.invert([width / 2, height / 2]);
    projection.scale(largest).translate([width / 2, height / 2]).center(middle.every(Number.isFinite) ? middle : [20, 20]);
  }
  if (view) {
    const [lon, lat, zoom] = view;
    projection.center([lon, lat]).scale(projection.scale() * zoom).translate([width / 2, height / 2]);
  }
  return projection;
}

// Labels that cover neither each other nor another point, the most told places first.
function labels(points, names, width, height) {
  const taken = points.slice(0, 40).map((p) => [p.x - 3, p.y - 3, p.x + 3, p.y + 3]);
  const placed = [];
  for (const p of points.slice(0, MOST_LABELS * 2)) {
    const long = p.name.length * 5.9 + 2;
    for (const [dx, anchor] of [[p.r + 3, 'start'], [-p.r - 3, 'end']]) {
      const box = anchor === 'start' ? [p.x + dx, p.y - 6, p.x + dx + long, p.y + 6] : [p.x + dx - long, p.y - 6, p.x + dx, p.y + 6];
      if (box[0] < 0 || box[2] > width || box[1] < 0 || box[3] > height) continue;
      if (taken.some((o) => o[0] < box[2] && o[2] > box[0] && o[1] < box[3] && o[3] > box[1])) continue;
      taken.push(box);
      placed.push({p, x: p.x + dx, y: p.y + 3.5, anchor});
      break;
    }
    if (placed.length === MOST_LABELS) break;
  }
  const countries = names.filter(({name, x, y}) => {
    const half = name.length * 3.6 + 4;
    const box = [x - half, y - 9, x + half, y + 4];
    if (box[0] < 0 || box[2] > width || box[1] < 0 || box[3] > height) return false;
    if (taken.some((o) => o[0] < box[2] && o[2] > box[0] && o[1] < box[3] && o[3] > box[1])) return false;
    taken.push(box);
    return true;
  });
  return {placed, countries};
}

function Drawing({data, width, height, room, focus}) {
  const points = data.points.filter((p) => Number.isFinite(p.lat) && Number.isFinite(p.lon));
  const exact = points.filter((p) => p.precision !== 'country');
  const view = room.map?.split(',').map(Number);
  const valid = view?.length === 3 && view.every(Number.isFinite) && view[2] > 0 ? view : null;
  const drag = useRef(null);
  const projection = useMemo(() => projectionFor(core(exact), data.countries, width, height, valid), [data, width, height, room.map, Boolean(world)]);
  const path = geoPath(projection);
  const west = projection.invert([0, height / 2])[0];
  const east = projection.invert([width, height / 2])[0];
  const inView = (shape) => {
    const [[x0, y0], [x1, y1]] = path.bounds(shape);
    return x1 > 0 && x0 < width && y1 > 0 && y0 < height;
  };
  const shapes = useMemo(() => world.shapes.filter(inView), [projection]);
  const told = new Map(data.countries.map((c) => [c.country, c]));
  const most = Math.max(1, ...exact.map((p) => p.count));
  const drawn = exact.map((p) => {
    const [x, y] = projection([p.lon, p.lat]);
    return {...p, x, y, r: 2.5 + 7 * Math.sqrt(p.count / most)};
  }).filter((p) => p.x > -20 && p.x < width + 20 && p.y > -20 && p.y < height + 20).sort((a, b) => b.count - a.count);
  const outside = exact.filter((p) => {
    const [x, y] = projection([p.lon, p.lat]);
    return x < 0 || x > width || y < 0 || y > height;
  }).sort((a, b) => b.count - a.count);
  const wide = east - west > 90;
  // What does not follow the selection is drawn once.
  const ground = useMemo(() => ({
    below: (
      <>
        {wide && <path class="graticule" d={path(geoGraticule10())} />}
        {shapes.map((shape, index) => <path key={shape.id ?? index} class="land" d={path(shape)} />)}
      </>
    ),
    above: (
      <>
        {!wide && [...regions.keys()].map((code) => <path key={code} class="region-line" d={path(regions.get(code).lines)} />)}
        <path class="border" d={path(world.borders)} />
        <path class="coast" d={path(world.coast)} />
      </>
    ),
    outline: new Map(shapes.map((shape) => [shape, path(shape)])),
  }), [projection, shapes, wide, regions.size]);
  const named = useMemo(() => labels(drawn, shapes.filter((s) => Math.abs(path.area(s)) > 1800).map((s) => {
    const [x, y] = path.centroid(s);
    return {name: nameOf(s), x, y};
  }), width, height), [projection, data, shapes]);
  const move = (lon, lat, zoom, replace) => change({map: [lon, lat, zoom].map((v) => +v.toFixed(3)).join(',')}, {replace});
  const centre = projection.invert([width / 2, height / 2]);
  const showAll = () => {
    const all = projectionFor(exact, data.countries, width, height, null);
    const fit = projectionFor(core(exact), data.countries, width, height, null);
    move(...all.invert([width / 2, height / 2]), all.scale() / fit.scale() * 0.94);
  };
  const zoom = valid ? valid[2] : 1;
  const at = (p) => focus.place && p.name === focus.place.name;
  const about = (p) => `${p.lat},${p.lon},${p.precision === 'point' ? 5 : 80}`;
  for (const p of exact) learn('near', about(p), p.name);
  const pick = (p) => (p.count === 1 && p.top?.[0] ? select(p.top[0]) : toggle('near', about(p)));
  return (
    <>
      <svg data-picture width={width} height={height} class="chart-map" role="group" aria-label={t('map.title')}
        onWheel={(event) => {
          event.preventDefault();
          move(centre[0], centre[1], Math.min(60, Math.max(0.05, zoom * (event.deltaY < 0 ? 1.25 : 0.8))), true);
        }}
        onPointerDown={(event) => {
          if (event.target.closest('.hit')) return;
          drag.current = {x: event.clientX, y: event.clientY};
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (!drag.current) return;
          const {x, y} = drag.current;
          const [lon, lat] = projection.invert([width / 2 - (event.clientX - x), height / 2 - (event.clientY - y)]);
          drag.current = {x: event.clientX, y: event.clientY};
          move(lon, lat, zoom, true);
        }}
        onPointerUp={() => {
          drag.current = null;
        }}>
        <defs>
          <pattern id="shade" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="shade-line" x1="0" x2="0" y1="0" y2="5" /></pattern>
        </defs>
        {ground.below}
        {shapes.filter((s) => told.has(s.id)).map((shape) => {
          const country = told.get(shape.id);
          const words = t('map.country', {name: nameOf(shape), n: country.count});
          return (
            <g key={shape.id} class={`hit country${(room.country ?? []).includes(shape.id) ? ' on' : ''}`} {...handle(words, () => toggle('country', shape.id), (room.country ?? []).includes(shape.id))}>
              <title>{words}</title>
              <path class="country-shade" d={ground.outline.get(shape)} fill="url(#shade)" />
            </g>
          );
        })}
        {ground.above}
        {drawn.map((p) => {
          const region = p.precision === 'admin1' ? regions.get(p.country)?.shapes.get(regionKey(p.admin1 ?? p.name)) ?? regions.get(p.country)?.shapes.get(regionKey(p.name)) : null;
          const words = t('map.place', {name: p.name, n: p.count});
          return (
            <g key={`${p.name}${p.lat}`} class={`hit place ${p.precision}${at(p) ? ' on' : ''}${focus.claim && focus.place && !at(p) ? ' dim' : ''}`} {...handle(words, () => pick(p))}>
              <title>{words}</title>
              {region && <path class="region-shade" d={path(region)} />}
              <circle class="target" cx={p.x} cy={p.y} r={Math.max(p.r, 8)} />
              <circle class="spot" cx={p.x} cy={p.y} r={p.r} />
            </g>
          );
        })}
        {named.placed.map(({p, x, y, anchor}) => <text key={`${p.name}${p.lat}`} class={`label on-map${at(p) ? ' strong' : ''}`} x={x} y={y} text-anchor={anchor}>{p.name}</text>)}
        {named.countries.map(({name, x, y}) => <text key={name} class="label country-name" x={x} y={y} text-anchor="middle">{name}</text>)}
      </svg>
      <div class="map-tools">
        <button type="button" aria-label={t('map.in')} title={t('map.in')} onClick={() => move(centre[0], centre[1], zoom * 1.6)}>+</button>
        <button type="button" aria-label={t('map.out')} title={t('map.out')} onClick={() => move(centre[0], centre[1], zoom / 1.6)}>{'\u2212'}</button>
        {outside.length > 0 && <button type="button" class="map-outside" title={t('map.outside.title')} onClick={showAll}>{t('map.outside', {names: outside.slice(0, 3).map((p) => p.name).join(', ')})}{outside.length > 3 && ` +${outside.length - 3}`}</button>}
        <button type="button" disabled={!room.map} onClick={() => change({map: null})} title={t('map.fit.title')}>{t('map.fit')}</button>
      </div>
    </>
  );
}

export function WorldMap() {
  const room = useRoom();
  const focus = useFocus();
  const [ref, size] = useSize();
  const filters = query(room);
  const places = useQuery('map', filters);
  const countries = useMemo(() => {
    const codes = new Set((places.data?.points ?? []).map((p) => p.country));
    for (const c of places.data?.countries ?? []) codes.add(c.country);
    return [...codes].filter(Boolean).sort().slice(0, 12);
  }, [places.data]);
  const outlines = useOutlines(countries);
  const twin = () => ({
    columns: [{key: 'name', label: t('col.place')}, {key: 'admin1', label: t('col.region')}, {key: 'country', label: t('col.country')},
      {key: 'precision', label: t('col.precision')}, {key: 'count', label: t('col.claims'), number: true}, {key: 'lat', label: t('col.lat'), number: true}, {key: 'lon', label: t('col.lon'), number: true}],
    rows: [...(places.data?.points ?? []).map((p) => ({...p, precision: t(`precision.${p.precision ?? 'point'}`), open: () => p.top?.[0] && select(p.top[0])})),
      ...(places.data?.countries ?? []).map((c) => ({name: countryName(c.country), country: c.country, count: c.count,
        precision: t('precision.country'), open: () => toggle('country', c.country)}))],
  });
  const shown = places.data && (places.data.points.length || places.data.countries.length);
  return (
    <Pane name="map" title={t('map.title')} twin={twin} busy={places.loading || (!outlines.ready && !outlines.error)} note={t('map.note')}
      data={[{label: t('export.geojson'), href: address('events.geojson', filters)}, {label: t('export.json'), href: address('map', filters)}]}>
      <div class="fill" ref={ref}>
        {places.error || outlines.error ? <Failed error={places.error ?? outlines.error} />
          : !places.data || !outlines.ready ? <Loading />
            : !shown ? <Nothing />
              : size.width > 0 && <Drawing data={places.data} width={size.width} height={size.height} room={room} focus={focus} />}
      </div>
    </Pane>
  );
}

