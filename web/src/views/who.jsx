// Who did what to whom: a signed network and its table. Colour goes from cooperation to conflict, thickness is evidence; a
// line is solid where something was done, hollow where it was asked, dashed where it is conditional or yet to come.
import {forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY} from 'd3-force';
import {useMemo, useState} from 'preact/hooks';
import {t, term} from '../i18n.js';
import {address, useQuery} from '../api.js';
import {Answer, Pane, useSize} from '../pane.jsx';
import {query, toggle, useRoom} from '../state.js';
import {learn} from '../scope.js';
import {handle, toneOf} from '../marks.jsx';
import {isolate, shorten} from '../text.js';
import {placeNames, shares, widthOf} from '../labels.js';
import {useFocus} from '../focus.js';

const MOST = 40;  // actors that are drawn at most; the table has them all
const NAME = 34;   // characters of a name
const SHORT = 16;  // of one that has little room
const ROW = 26;    // height of a mark with its name

// How most of the evidence for a link stands.
export function drawnAs(link) {
  const status = link.status ?? {};
  const sum = Object.values(status).reduce((a, b) => a + b, 0) || 1;
  if (((status.conditional ?? 0) + (status.future ?? 0) + (status.hypothetical ?? 0)) / sum > 0.5) return 'dashed';
  if ((link.asked ?? 0) / (link.count || 1) > 0.5) return 'hollow';
  return 'solid';
}

// How many actors a frame of this size has room for.
const fitting = (width, height) => Math.max(6, Math.min(MOST, Math.floor(width * height / 4200)));

// Actors that are tied to each other, the largest group first.
function groupsOf(nodes, links) {
  const group = new Map(nodes.map((n) => [n, [n]]));
  for (const {source, target} of links) {
    const [into, from] = [group.get(source), group.get(target)];
    if (into === from) continue;
    for (const n of from) group.set(n, into);
    into.push(...from);
  }
  return [...new Set(group.values())].sort((a, b) => b.length - a.length || (a[0].code < b[0].code ? -1 : 1));
}

// Pushes nodes apart until each has room for its mark and a part of its name, inside the frame.
function spread(nodes, [left, top, right, bottom]) {
  for (let round = 0; round < 90; round += 1) {
    let moved = false;
    for (let i = 0; i < nodes.length; i += 1) {
      for (let j = i + 1; j < nodes.length; j += 1) {
        const [a, b] = [nodes[i], nodes[j]];
        const dx = a.half + b.half - Math.abs(a.px - b.px);
        const dy = ROW - Math.abs(a.py - b.py);
        if (dx <= 0 || dy <= 0) continue;
        moved = true;
        if (dy < dx * 1.6) {
          const by = (a.py < b.py || (a.py === b.py && i < j) ? -1 : 1) * dy / 2;
          a.py += by;
          b.py -= by;
        } else {
          const by = (a.px < b.px ? -1 : 1) * dx / 2;
          a.px += by;
          b.px -= by;
        }
      }
    }
    for (const n of nodes) {
      n.px = Math.max(left, Math.min(right, n.px));
      n.py = Math.max(top, Math.min(bottom, n.py));
    }
    if (!moved) break;
  }
}

// Lays a group of tied actors out in its part of the frame.
function arrange(nodes, links, [x, y, width, height]) {
  const inside = new Set(nodes);
  const mine = links.filter((l) => inside.has(l.source));
  const side = Math.min(46, width / 5);
  const [left, top, right, bottom] = [x + side, y + 12, x + width - side, y + height - 22];
  nodes.forEach((n, index) => {
    n.x = Math.cos(2 * Math.PI * index / nodes.length) * width / 3;
    n.y = Math.sin(2 * Math.PI * index / nodes.length) * height / 3;
  });
  if (nodes.length > 2) {
    const apart = Math.sqrt(width * height / nodes.length);
    const ratio = Math.max(0.3, Math.min(5, width / Math.max(height, 1)));
    forceSimulation(nodes).stop()
        .force('link', forceLink(mine).distance(apart * 0.9).strength(0.25))
        .force('charge', forceManyBody().strength(-apart * 5).distanceMax(apart * 4))
        .force('x', forceX(0).strength(0.07 / ratio)).force('y', forceY(0).strength(0.07 * ratio))
        .force('collide', forceCollide(apart / 2.6))
        .tick(260);
  }
  const [x0, x1] = [Math.min(...nodes.map((n) => n.x)), Math.max(...nodes.map((n) => n.x))];
  const [y0, y1] = [Math.min(...nodes.map((n) => n.y)), Math.max(...nodes.map((n) => n.y))];
  // Two alone are not drawn further apart than their names need.
  const [wide, high] = nodes.length < 3 ? [Math.min(right - left, 150), Math.min(bottom - top, 110)] : [right - left, bottom - top];
  const tall = nodes.length === 2 && height > width * 0.8;
  for (const n of nodes) {
    const [along, down] = [x1 - x0 > 1 ? (n.x - x0) / (x1 - x0) : 0.5, y1 - y0 > 1 ? (n.y - y0) / (y1 - y0) : 0.5];
    n.px = (left + right) / 2 + (tall ? 0 : along - 0.5) * wide;
    n.py = (top + bottom) / 2 + (tall ? along - 0.5 : down - 0.5) * high;
  }
  spread(nodes, [left, top, right, bottom]);
}

// The same actors always come to lie in the same places: the start is an ellipse, the steps are fixed, nothing moves. Actors that
// have nothing to do with each other lie apart.
function layout(data, width, height) {
  const room = fitting(width, height);
  const tied = new Set(data.links.filter((l) => l.from !== l.to).flatMap((l) => [l.from, l.to]));
  const nodes = data.nodes.filter((n) => tied.has(n.code) || data.nodes.length <= room).sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1)).slice(0, room)
      .map((n) => ({...n}));
  const most = Math.max(1, ...nodes.map((n) => n.weight));
  for (const n of nodes) {
    n.r = 3 + 3.5 * Math.sqrt(n.weight / most);
    n.half = Math.min(34, widthOf(n.name ?? n.code) / 2 + 3);
  }
  const known = new Map(nodes.map((n) => [n.code, n]));
  const links = data.links.filter((l) => known.has(l.from) && known.has(l.to) && l.from !== l.to)
      .map((l) => ({...l, source: known.get(l.from), target: known.get(l.to)}));
  const groups = groupsOf(nodes, links);
  shares(groups.map((group) => Math.max(group.length, 1.6)), [0, 0, width, height]).forEach((frame, index) => arrange(groups[index], links, frame));
  return {nodes, links: links.map((l) => ({...l, ...curve(l)}))};
}

// The name of each actor where it has room; those that the selection is about come first, then those with most evidence.
function names(nodes, links, first, width, height) {
  const items = [...nodes].sort((a, b) => first(b) - first(a) || b.weight - a.weight || (a.code < b.code ? -1 : 1)).map((n) => {
    const whole = n.name ?? n.code;
    const weight = first(n) > 1 ? 700 : 400;
    const texts = [shorten(whole, NAME), ...(whole.length > SHORT + 2 ? [shorten(whole, SHORT)] : [])];
    return {x: n.px, y: n.py, r: n.r, code: n.code, names: texts.map((text) => ({text, width: widthOf(text, 11, weight)}))};
  });
  const placed = placeNames(items, {width, height, marks: nodes.map((n) => ({x: n.px, y: n.py, r: n.r})), lines: links.flatMap((l) => l.through)});
  return new Map(items.map((item, index) => [item.code, placed[index]]));
}

function curve(link) {
  const {px: x0, py: y0} = link.source;
  const {px: x1, py: y1} = link.target;
  const long = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [ux, uy] = [(x1 - x0) / long, (y1 - y0) / long];
  const bend = Math.min(18, long * 0.16);
  const [mx, my] = [(x0 + x1) / 2 - uy * bend, (y0 + y1) / 2 + ux * bend];
  const [ex, ey] = [x1 - mx, y1 - my];
  const end = Math.hypot(ex, ey) || 1;
  const gap = link.target.r + 3;
  const [tx, ty] = [x1 - ex / end * gap, y1 - ey / end * gap];
  const [dx, dy] = [ex / end, ey / end];
  const head = `M${tx},${ty}L${tx - dx * 6 - dy * 3},${ty - dy * 6 + dx * 3}L${tx - dx * 6 + dy * 3},${ty - dy * 6 - dx * 3}Z`;
  const start = link.source.r + 1.5;
  // Points on the way, for names to keep clear of.
  const through = Array.from({length: Math.ceil(long / 12)}, (_, i, at = (i + 1) / (Math.ceil(long / 12) + 1)) => [
    (1 - at) ** 2 * x0 + 2 * at * (1 - at) * mx + at ** 2 * x1, (1 - at) ** 2 * y0 + 2 * at * (1 - at) * my + at ** 2 * y1]);
  return {line: `M${x0 + ux * start},${y0 + uy * start}Q${mx},${my} ${tx - dx * 4},${ty - dy * 4}`, head, through};
}

const linkWords = (link, names) => t('who.link', {
  from: isolate(names.get(link.from) ?? link.from), to: isolate(names.get(link.to) ?? link.to), n: link.count,
  score: (link.score ?? 0).toFixed(1), how: t(`who.${drawnAs(link)}`),
});

function Drawing({data, width, height, room, focus, names: known}) {
  const {nodes, links} = useMemo(() => layout(data, width, height), [data, width, height]);
  const on = new Set(room.actor ?? []);
  const chosen = (room.actor ?? []).join();
  const labels = useMemo(() => names(nodes, links, (n) => (on.has(n.code) || focus.codes?.has(n.code) ? 2 : 0), width, height), [nodes, focus.codes, chosen]);
  const [near, setNear] = useState(null);  // the actor under the pointer or with the focus
  const most = Math.max(1, ...links.map((l) => l.count));
  const involved = (code) => !focus.codes || focus.codes.has(code);
  const close = nodes.find((n) => n.code === near);
  const beside = new Set(close ? links.filter((l) => l.from === near || l.to === near).flatMap((l) => [l.from, l.to]) : []);
  return (
    <svg data-picture width={width} height={height} role="group" aria-label={t('who.title')}>
      {[...links].sort((a, b) => a.count - b.count).map((link) => {
        const how = drawnAs(link);
        const thick = 1 + 4 * Math.sqrt(link.count / most);
        const words = linkWords(link, known);
        const back = close ? link.from !== near && link.to !== near : !(involved(link.from) && involved(link.to));
        return (
          <g key={`${link.from}>${link.to}`} class={`hit tie ${how} tone-${toneOf(link.score)}${back ? ' dim' : ''}`}
            {...handle(words, () => {
              toggle('actor', link.from);
            })}>
            <title>{words}</title>
            <path class="target-line" d={link.line} />
            <path class="tie-line" d={link.line} stroke-width={how === 'hollow' ? thick + 1.8 : thick} />
            {how === 'hollow' && <path class="tie-hollow" d={link.line} stroke-width={Math.max(0.8, thick - 0.4)} />}
            <path class="tie-head" d={link.head} />
          </g>
        );
      })}
      {nodes.map((node) => {
        const words = t('who.actor', {name: isolate(node.name ?? node.code), code: node.code, n: node.weight});
        const lit = focus.codes?.has(node.code);
        const act = () => toggle('actor', node.code);
        const label = labels.get(node.code);
        const [enter, leave] = [() => setNear(node.code), () => setNear((now) => (now === node.code ? null : now))];
        const back = close ? node.code !== near && !beside.has(node.code) : !involved(node.code);
        return (
          <g key={node.code} class={`node${on.has(node.code) || lit ? ' on' : ''}${back ? ' dim' : ''}`} onClick={act} onPointerEnter={enter} onPointerLeave={leave}>
            <g class="hit" {...handle(words, act, on.has(node.code))} onFocus={enter} onBlur={leave}>
              <title>{words}</title>
              <circle class="target" cx={node.px} cy={node.py} r={Math.max(node.r, 9)} />
              <circle class="node-mark" cx={node.px} cy={node.py} r={node.r} />
            </g>
            {label && node.code !== near && <text class="label node-name" aria-hidden="true" x={label.x} y={label.y} text-anchor={label.anchor}>{label.text}</text>}
          </g>
        );
      })}
      {close && <NearName node={close} width={width} height={height} />}
    </svg>
  );
}

// The whole name of the actor that is looked at, above everything else.
function NearName({node, width, height}) {
  const text = node.name ?? node.code;
  const half = widthOf(text, 11, 700) / 2;
  const x = Math.max(half + 4, Math.min(width - half - 4, node.px));
  const y = node.py + node.r + 14 > height - 2 ? node.py - node.r - 6 : node.py + node.r + 12;
  return (
    <g class="node-near" aria-hidden="true">
      <rect x={x - half - 4} y={y - 11} width={2 * half + 8} height={15} />
      <text class="label" x={x} y={y} text-anchor="middle">{text}</text>
    </g>
  );
}

// An actor without a code goes by its key.
function useNetwork(filters) {
  const answer = useQuery('network', filters);
  const data = useMemo(() => answer.data && {...answer.data, nodes: answer.data.nodes.map((n) => ({...n, code: n.key ?? n.code}))}, [answer.data]);
  return {...answer, data};
}

export function Who() {
  const room = useRoom();
  const focus = useFocus();
  const [ref, size] = useSize();
  const filters = query(room);
  const network = useNetwork(filters);
  const names = useMemo(() => new Map((network.data?.nodes ?? []).map((n) => [n.code, n.name ?? n.code])), [network.data]);
  for (const [code, name] of names) learn('actor', code, name);
  const fit = fitting(size.width, size.height);
  const left = size.width ? Math.max(0, (network.data?.nodes.length ?? 0) - fit) : 0;
  const twin = () => ({
    columns: [{key: 'from', label: t('col.from')}, {key: 'to', label: t('col.to')}, {key: 'count', label: t('col.events'), number: true},
      {key: 'coop', label: t('col.coop'), number: true}, {key: 'conflict', label: t('col.conflict'), number: true},
      {key: 'score', label: t('col.score'), number: true}, {key: 'how', label: t('col.drawn')}, {key: 'status', label: t('col.status')}],
    rows: (network.data?.links ?? []).map((l) => ({
      key: `${l.from}>${l.to}`, from: names.get(l.from) ?? l.from, to: names.get(l.to) ?? l.to, count: l.count, coop: l.coop, conflict: l.conflict,
      score: (l.score ?? 0).toFixed(1), how: t(`who.${drawnAs(l)}`), status: Object.entries(l.status ?? {}).map(([s, n]) => `${n} ${term('status', s)}`).join(', '),
      open: () => toggle('actor', l.from),
    })),
  });
  return (
    <Pane name="who" title={t('who.title')} twin={twin} busy={network.loading} note={left ? t('who.more', {n: left}) : null}
      data={[{label: t('export.json'), href: address('network', filters)}, {label: t('export.actors_csv'), href: address('actors.csv', filters)}]}>
      <div class="fill" ref={ref}>
        <Answer query={network} empty={(data) => !data.nodes.length}>
          {(data) => size.width > 0 && <Drawing data={data} width={size.width} height={size.height} room={room} focus={focus} names={names} />}
        </Answer>
      </div>
    </Pane>
  );
}
