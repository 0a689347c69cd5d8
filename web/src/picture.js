// Pictures of views: a drawing that stands alone, without the page's styles, and the same in pixels.
import {t} from './i18n.js';

const SVG = 'http://www.w3.org/2000/svg';
const INLINED = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'stroke-linecap', 'opacity',
  'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'text-decoration', 'dominant-baseline', 'visibility',
  'display', 'paint-order'];

// What XML cannot hold becomes the sign for it.
const clean = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function element(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

function wrap(text, length) {
  const lines = [''];
  for (const word of text.split(' ')) {
    if (lines.at(-1) && lines.at(-1).length + word.length > length) lines.push('');
    lines[lines.length - 1] += (lines.at(-1) ? ' ' : '') + word;
  }
  return lines.map((line) => (line.length > length ? `${line.slice(0, length - 1)}\u2026` : line));
}

function finish(svg, width, height, caption) {
  const lines = wrap(caption, Math.max(20, Math.floor(width / 5.2)));
  const below = 10 + lines.length * 13;
  const whole = element('svg', {xmlns: SVG, width, height: height + below, viewBox: `0 0 ${width} ${height + below}`});
  whole.append(element('rect', {width, height: height + below, fill: colour('--paper')}));
  whole.append(svg);
  lines.forEach((line, index) => whole.append(element('text', {
    x: 6, y: height + 14 + index * 13, 'font-size': 10, 'font-family': 'sans-serif', fill: colour('--soft')}, line)));
  return clean(new XMLSerializer().serializeToString(whole));
}

// The drawing `svg` of the page with its computed styles written into it, and a caption below.
export function standalone(svg, caption) {
  const {width, height} = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((node, index) => {
    const style = getComputedStyle(node);
    for (const name of INLINED) {
      const value = style.getPropertyValue(name);
      if (value) to[index].setAttribute(name, value);
    }
    for (const name of ['class', 'tabindex', 'role', 'aria-label', 'aria-pressed']) to[index].removeAttribute(name);
  });
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  return finish(copy, Math.round(width), Math.round(height), caption);
}

// A table as a drawing, for views that are text.
export function drawTable({columns, rows}, title, caption) {
  const longest = columns.map((c) => Math.min(48, Math.max(`${c.label}`.length, ...rows.map((row) => `${row[c.key] ?? ''}`.length), 4)));
  const lefts = longest.reduce((at, length) => [...at, at.at(-1) + length * 6.4 + 14], [10]);
  const width = Math.max(320, Math.round(lefts.at(-1)));
  const group = element('g', {'font-family': 'sans-serif', 'font-size': 11, fill: colour('--ink')});
  group.append(element('text', {x: 10, y: 20, 'font-size': 13, 'font-weight': 700}, title));
  const line = (y, values, weight) => columns.forEach((c, index) => {
    const text = `${values[c.key] ?? ''}`;
    group.append(element('text', {x: lefts[index], y, 'font-weight': weight}, text.length > 48 ? `${text.slice(0, 47)}\u2026` : text));
  });
  line(42, Object.fromEntries(columns.map((c) => [c.key, c.label])), 700);
  rows.slice(0, 200).forEach((row, index) => line(60 + index * 16, row, 400));
  if (rows.length > 200) group.append(element('text', {x: 10, y: 60 + 200 * 16}, t('export.more', {n: rows.length - 200})));
  return finish(group, width, 66 + Math.min(rows.length, 201) * 16, caption);
}

// The drawing in pixels, twice as fine as the screen.
export async function toPng(svg) {
  const image = new Image();
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = () => reject(new Error('the picture could not be drawn'));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });
  const canvas = document.createElement('canvas');
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
