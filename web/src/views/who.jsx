// Who did what to whom: a signed network and its table. Colour goes from cooperation to conflict, thickness is evidence; a
// line is solid where something was done, hollow where it was asked, dashed where it is conditional or yet to come.
import {forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY} from 'd3-force';
import {useMemo} from 'preact/hooks';
import {t, term} from '../i18n.js';
import {address, useQuery} from '../api.js';
import {Answer, Pane, useSize} from '../pane.jsx';
import {query, toggle, useRoom} from '../state.js';
import {handle, toneOf} from '../marks.jsx';
import {shorten} from '../text.js';
import {useFocus} from '../focus.js';

const MOST = 40;  // actors that are drawn at most; the table has them all
const NAME = 20;  // characters of a name
const ROW = 25;   // height of a mark with its name

// How most of the evidence for a link stands.
export function drawnAs(link) {
  const status = link.status ?? {};
  const sum = Object.values(status).reduce((a, b) => a + b, 0) || 1;
  if (((status.conditional ?? 0) + (status.future ?? 0) + (status.hypothetical ?? 0)) / sum > 0.5) return 'dashed';
  if ((link.asked ?? 0) / (link.count || 1) > 0.5) return 'hollow';
  return 'solid';
}

// Pushes labelled nodes apart until no label covers another, inside the frame.
function spread(nodes, width, height) {
  for (const n of nodes) n.half = Math.max(16, shorten(n.name ?? n.code, NAME).length * 2.9 + 5);
  for (let round = 0; round < 120; round += 1) {
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
      n.px = Math.max(n.half + 2, Math.min(width - n.half - 2, n.px));
      n.py = Math.max(8, Math.min(height - 20, n.py));
    }
    if (!moved) break;
  }
}

// How many actors a frame of this size has room for.
const fitting = (width, height) => Math.max(6, Math.min(MOST, Math.floor(width * height / 4600)));

// The same actors always come to lie in the same places: the start is an ellipse, the steps are fixed, nothing moves.
function layout(data, width, height) {
  const room = fitting(width, height);
  const tied = new Set(data.links.filter((l) => l.from !== l.to).flatMap((l) => [l.from, l.to]));
  const nodes = data.nodes.filter((n) => tied.has(n.code) || data.nodes.length <= room).sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1)).slice(0, room)
      .map((n, index, all) => ({...n, x: Math.cos(2 * Math.PI * index / all.length) * width / 3, y: Math.sin(2 * Math.PI * index / all.length) * height / 3}));
  const known = new Map(nodes.map((n) => [n.code, n]));
  const links = data.links.filter((l) => known.has(l.from) && known.has(l.to) && l.from !== l.to)
      .map((l) => ({...l, source: known.get(l.from), target: known.get(l.to)}));
  const apart = Math.sqrt(width * height / Math.max(nodes.length, 4));
  const ratio = Math.max(0.4, Math.min(4, width / Math.max(height, 1)));
  forceSimulation(nodes).stop()
      .force('link', forceLink(links).distance(apart * 0.8).strength(0.3))
      .force('charge', forceManyBody().strength(-apart * 4).distanceMax(apart * 4))
      .force('x', forceX(0).strength(0.06 / ratio)).force('y', forceY(0).strength(0.06 * ratio))
      .force('collide', forceCollide(apart / 3))
      .tick(260);
  const [x0, x1] = [Math.min(...nodes.map((n) => n.x)), Math.max(...nodes.map((n) => n.x))];
  const [y0, y1] = [Math.min(...nodes.map((n) => n.y)), Math.max(...nodes.map((n) => n.y))];
  const side = Math.min(70, width / 5);
  for (const n of nodes) {
    n.px = x1 > x0 ? side + (n.x - x0) / (x1 - x0) * (width - 2 * side) : width / 2;
    n.py = y1 > y0 ? 12 + (n.y - y0) / (y1 - y0) * (height - 36) : height / 2;
  }
  spread(nodes, width, height);
  return {nodes, links};
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
  const gap = 8;
  const [tx, ty] = [x1 - ex / end * gap, y1 - ey / end * gap];
  const [dx, dy] = [ex / end, ey / end];
  const head = `M${tx},${ty}L${tx - dx * 6 - dy * 3},${ty - dy * 6 + dx * 3}L${tx - dx * 6 + dy * 3},${ty - dy * 6 - dx * 3}Z`;
  return {line: `M${x0 + ux * 6},${y0 + uy * 6}Q${mx},${my} ${tx - dx * 4},${ty - dy * 4}`, head};
}

const linkWords = (link, names) => t('who.link', {
  from: names.get(link.from) ?? link.from, to: names.get(link.to) ?? link.to, n: link.count,
  score: (link.score ?? 0).toFixed(1), how: t(`who.${drawnAs(link)}`),
});

function Drawing({data, width, height, room, focus, names}) {
  const {nodes, links} = useMemo(() => layout(data, width, height), [data, width, height]);
  const most = Math.max(1, ...links.map((l) => l.count));
  const involved = (code) => !focus.codes || focus.codes.has(code);
  const on = new Set(room.actor ?? []);
  return (
    <svg data-picture width={width} height={height} role="group" aria-label={t('who.title')}>
      {[...links].sort((a, b) => a.count - b.count).map((link) => {
        const {line, head} = curve(link);
        const how = drawnAs(link);
        const thick = 1 + 4 * Math.sqrt(link.count / most);
        const words = linkWords(link, names);
        return (
          <g key={`${link.from}>${link.to}`} class={`hit tie ${how} tone-${toneOf(link.score)}${involved(link.from) && involved(link.to) ? '' : ' dim'}`}
            {...handle(words, () => {
              toggle('actor', link.from);
            })}>
            <title>{words}</title>
            <path class="target-line" d={line} />
            <path class="tie-line" d={line} stroke-width={how === 'hollow' ? thick + 1.8 : thick} />
            {how === 'hollow' && <path class="tie-hollow" d={line} stroke-width={Math.max(0.8, thick - 0.4)} />}
            <path class="tie-head" d={head} />
          </g>
        );
      })}
      {nodes.map((node) => {
        const words = t('who.actor', {name: node.name ?? node.code, code: node.code, n: node.weight});
        const lit = focus.codes?.has(node.code);
        const act = () => toggle('actor', node.code);
        return (
          <g key={node.code} class={`node${on.has(node.code) || lit ? ' on' : ''}${involved(node.code) ? '' : ' dim'}`} onClick={act}>
            <g class="hit" {...handle(words, act, on.has(node.code))}>
              <title>{words}</title>
              <circle class="target" cx={node.px} cy={node.py} r={8} />
              <circle class="node-mark" cx={node.px} cy={node.py} r={4.2} />
            </g>
            <text class="label node-name" aria-hidden="true" x={node.px} y={node.py + 14.5} text-anchor="middle">{shorten(node.name ?? node.code, NAME)}</text>
          </g>
        );
      })}
    </svg>
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
