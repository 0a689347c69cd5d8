// The feed: stories, the newest first. A story that is chosen narrows everything else to itself; the feed stays.
import {useEffect, useRef, useState} from 'preact/hooks';
import {t, term, when} from '../i18n.js';
import {address, get, useQuery} from '../api.js';
import {Answer, Pane} from '../pane.jsx';
import {change, keyOf, query, select, useRoom} from '../state.js';
import {learn} from '../scope.js';
import {useFocus} from '../focus.js';
import {Tabs} from './ahead.jsx';
import {isolate, named} from '../text.js';
import {once, otherStories, useAcross} from '../across.js';
import {Told} from '../told.jsx';

const PAGE = 40;

// Pages of a list resource, one after the other; a new query begins anew.
function usePages(path, asked) {
  const first = useQuery(path, asked);
  const [more, setMore] = useState({of: null, items: [], next: null, busy: false});
  const mine = more.of === first.data;
  const items = [...(first.data?.items ?? []), ...(mine ? more.items : [])];
  const next = mine ? more.next : first.data?.next;
  const load = async () => {
    const of = first.data;
    setMore({of, items: mine ? more.items : [], next, busy: true});
    const page = await get(path, `${asked}&cursor=${encodeURIComponent(next)}`);
    setMore((now) => (now.of === of ? {of, items: [...now.items, ...page.items], next: page.next, busy: false} : now));
  };
  return {first, items, next, busy: mine && more.busy, load: () => load().catch(() => setMore({of: null, items: [], next: null, busy: false}))};
}

export const feedQuery = (room) => query(room, {limit: PAGE, sort: '-published'}, ['story']);

const FAR = 25;  // pages that a walk looks through for the story it comes from

// The story after `id` in the feed, or before it; null at its end.
export async function storyBeside(room, id, step) {
  const asked = feedQuery(room);
  let page = await get('stories', asked);
  let items = page.items;
  for (let pages = 1; ; pages += 1) {
    const at = items.findIndex((s) => s.id === id);
    if (at >= 0 && (items[at + step] || step < 0)) return items[at + step]?.id ?? null;
    if (!page.next || pages === FAR) return at < 0 ? items[0]?.id ?? null : null;
    page = await get('stories', `${asked}&cursor=${encodeURIComponent(page.next)}`);
    items = [...items, ...page.items];
  }
}

function Stories({pages, shown, chosen}) {
  const list = useRef(null);
  useEffect(() => {
    // Within the list alone: the page itself does not move.
    const [on, box] = [list.current?.querySelector('.on'), list.current?.closest('.pane-body')];
    if (!on || !box) return;
    const [row, frame] = [on.getBoundingClientRect(), box.getBoundingClientRect()];
    if (row.top < frame.top) box.scrollTop -= frame.top - row.top;
    else if (row.bottom > frame.bottom) box.scrollTop += row.bottom - frame.bottom;
  }, [shown]);
  return (
    <ol class="feed" ref={list}>
      {pages.items.map((s) => {
        learn('story', s.id, s.headline ?? s.id);
        const on = shown === s.id;
        return (
          <li key={s.id} class={`${on ? 'on' : ''}${chosen === s.id ? ' chosen' : ''}`}>
            <button type="button" class="row" aria-current={on ? 'true' : undefined}
              onClick={() => change({story: chosen === s.id ? null : [s.id], claim: null, field: null})}>
              <span class="headline" lang={s.language ?? 'en'} dir="auto">{s.headline || s.id}</span>
              <span class="byline"><span class="num">{when(s.published)}</span> {'\u00b7'} <bdi>{s.source ?? t('someone')}</bdi> {'\u00b7'} <span class="num">{t('feed.claims', {n: s.counts?.events ?? 0})}</span></span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

// An event that several stories tell is one row, with its stories and what they differ in.
function Claims({pages, focus, across}) {
  const published = new Map(pages.items.map((e) => [e.story, e]));
  return (
    <ol class="feed">
      {once(pages.items, (item) => across.event(item) ?? item.merged).map(({item: e, others: more}) => {
        const one = across.event(e);
        const others = otherStories(one?.tellings ?? more, e);
        const on = [e, ...(one?.tellings ?? more)].some((claim) => focus.key === keyOf(claim.story, claim.id));
        return (
          <li key={keyOf(e.story, e.id)} class={on ? 'on' : ''}>
            <button type="button" class="row" onClick={() => select(e)}>
              <span>{e.actors?.length > 0 && <><b><bdi>{named(e.actors)}</bdi></b> </>}<span class={`drawn ${e.status}`}>{term('event', e.event)}</span>
                {e.recipients?.length > 0 && <> {'\u2192'} <b><bdi>{named(e.recipients)}</bdi></b></>}</span>
              <span class="byline"><span class="num">{when(e.day)}</span> {'\u00b7'} <q lang="en" dir="auto">{e.text}</q></span>
            </button>
            {(one || others.length > 0) && (
              <p class="beneath"><span class="badge">{t('told.stories', {n: one?.stories ?? others.length + 1})}</span>{' '}
                {others.map((claim, index) => <span key={keyOf(claim.story, claim.id)}>{index > 0 && ', '}<Told claim={{...claim, published: published.get(claim.story)?.published, source: published.get(claim.story)?.source}} /></span>)}
                {one && <Differences event={one} />}</p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

// In what the stories that tell an event differ.
export function Differences({event}) {
  const all = event.differences ?? [];
  if (!all.length) return null;
  return <span class="soft"> {t('told.differ')} {all.map((d) => `${t(`differ.${d.field}`)} (${d.values.map((value) => isolate(d.field === 'status' ? term('status', value) : d.field === 'day' ? when(value) : value)).join(' / ')})`).join(', ')}</span>;
}

export function Feed() {
  const room = useRoom();
  const focus = useFocus();
  const across = useAcross(room);
  const tab = room.feed === 'claims' ? 'claims' : 'stories';
  const filters = query(room);
  const path = tab === 'claims' ? 'events' : 'stories';
  const asked = tab === 'claims' ? query(room, {limit: PAGE, sort: 'day'}) : feedQuery(room);
  const pages = usePages(path, asked);
  const twin = () => (tab === 'claims'
    ? {columns: [{key: 'day', label: t('col.day')}, {key: 'from', label: t('col.from')}, {key: 'event', label: t('col.event')}, {key: 'to', label: t('col.to')}, {key: 'status', label: t('col.status')}, {key: 'text', label: t('col.words')}],
      rows: pages.items.map((e) => ({key: keyOf(e.story, e.id), day: e.day, from: named(e.actors), event: term('event', e.event), to: named(e.recipients), status: term('status', e.status), text: e.text, open: () => select(e)}))}
    : {columns: [{key: 'published', label: t('col.day')}, {key: 'source', label: t('col.source')}, {key: 'headline', label: t('col.headline')}, {key: 'events', label: t('col.events'), number: true}],
      rows: pages.items.map((s) => ({key: s.id, published: s.published, source: s.source, headline: s.headline, events: s.counts?.events, open: () => change({story: [s.id], claim: null})}))});
  return (
    <Pane name="feed" title={t(`tab.${tab}`)} twin={twin} busy={pages.first.loading} scroll
      data={[{label: t('export.all_csv'), href: address(`${path}.csv`, filters)}, {label: t('export.jsonl'), href: address(`${path}.jsonl`, filters)}]}
      tabs={<Tabs names={['stories', 'claims']} now={tab} label={t('feed.title')} choose={(name) => change({feed: name === 'stories' ? null : name})} />}>
      <Answer query={pages.first} empty={(d) => !d.items?.length}>
        {() => (
          <>
            {tab === 'claims' ? <Claims pages={pages} focus={focus} across={across} /> : <Stories pages={pages} shown={focus.story} chosen={room.story?.[0]} />}
            {pages.next && <button type="button" class="more-button" disabled={pages.busy} onClick={pages.load}>{t('feed.more')}</button>}
          </>
        )}
      </Answer>
    </Pane>
  );
}
