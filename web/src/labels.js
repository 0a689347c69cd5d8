// Names beside their marks, so that none covers another, or a mark. What finds no room is not placed: its mark shows it on demand.

let canvas;
// How wide `text` is in the page's sans at `size` pixels; an estimate where nothing draws.
export function widthOf(text, size = 11, weight = 400) {
  if (canvas === undefined) canvas = typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d');
  if (!canvas) return [...text].length * size * 0.54;
  canvas.font = `${weight} ${size}px ${getComputedStyle(document.documentElement).getPropertyValue('--sans') || 'sans-serif'}`;
  return canvas.measureText(text).width;
}

// As much of a text as `room` pixels hold, with an ellipsis where that is not all.
export function fitting(text, room, size = 11) {
  if (widthOf(text, size) <= room) return text;
  let points = [...text];
  while (points.length > 1 && widthOf(`${points.join('')}\u2026`, size) > room) points = points.slice(0, points.length > 40 ? 40 : -1);
  return `${points.join('').trimEnd()}\u2026`;
}

export const overlaps = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

// Where a name may stand about a mark of radius `r`: below, above, after, before, then the corners. The best come first.
const PLACES = [
  {x: 0, y: 1, anchor: 'middle'}, {x: 1, y: 0, anchor: 'start'}, {x: -1, y: 0, anchor: 'end'}, {x: 0, y: -1, anchor: 'middle'},
  {x: 0.8, y: 0.8, anchor: 'start'}, {x: -0.8, y: 0.8, anchor: 'end'}, {x: 0.8, y: -0.8, anchor: 'start'}, {x: -0.8, y: -0.8, anchor: 'end'},
];
const GAP = 3;

function boxAt({x, y, r}, place, width, size) {
  const cx = x + place.x * (r + GAP);
  const cy = y + place.y * (r + size / 2 + 1);
  const left = place.anchor === 'start' ? cx : place.anchor === 'end' ? cx - width : cx - width / 2;
  return [left, cy - size / 2, left + width, cy + size / 2];
}

// Moves a box that stands below or above its mark sideways into the frame.
function inside(box, width) {
  const by = Math.max(0, 1 - box[0]) - Math.max(0, box[2] - width + 1);
  return [box[0] + by, box[1], box[2] + by, box[3]];
}

// Places names in the order given, which is their priority. `items` are {x, y, r, names: [{text, width}], weight}, the longest
// name first; a shorter one is taken where the longer has no room. `marks` are {x, y, r} that no name may cover, `lines` points
// [x, y] that a name had better not cover. Gives for each item {text, x, y, anchor, box}, or null.
export function placeNames(items, {width, height, marks = [], lines = [], size = 11}) {
  const taken = marks.map((m) => [m.x - m.r - 1, m.y - m.r - 1, m.x + m.r + 1, m.y + m.r + 1]);
  return items.map((item) => {
    let best = null;
    item.names.forEach((name, shorter) => PLACES.forEach((place, rank) => {
      const aside = boxAt(item, place, name.width, size);
      const box = place.x ? aside : inside(aside, width);
      if (box[0] < 1 || box[1] < 1 || box[2] > width - 1 || box[3] > height - 1) return;
      if (taken.some((other) => overlaps(box, other))) return;
      const crossed = lines.reduce((n, [x, y]) => n + (x > box[0] && x < box[2] && y > box[1] && y < box[3] ? 1 : 0), 0);
      const cost = rank + crossed * 1.5 + shorter * 4;
      if (!best || cost < best.cost) best = {cost, box, anchor: place.anchor, text: name.text};
    }));
    if (!best) return null;
    const {box, anchor, text} = best;
    taken.push([box[0] - 2, box[1], box[2] + 2, box[3]]);
    const at = anchor === 'start' ? box[0] : anchor === 'end' ? box[2] : (box[0] + box[2]) / 2;
    return {text, x: at, y: box[3] - size * 0.2, anchor, box};
  });
}

// Splits a frame among groups by their weights, along its longer side: [[x, y, width, height]] in the order of the groups.
export function shares(weights, frame) {
  if (!weights.length) return [];
  if (weights.length === 1) return [frame];
  const all = weights.reduce((a, b) => a + b, 0);
  let first = weights[0];
  let count = 1;
  while (count < weights.length - 1 && first + weights[count] / 2 < all / 2) first += weights[count++];
  const part = first / all;
  const [x, y, width, height] = frame;
  const [one, other] = width >= height
    ? [[x, y, width * part, height], [x + width * part, y, width * (1 - part), height]]
    : [[x, y, width, height * part], [x, y + height * part, width, height * (1 - part)]];
  return [...shares(weights.slice(0, count), one), ...shares(weights.slice(count), other)];
}
