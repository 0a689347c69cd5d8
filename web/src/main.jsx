// The page: one screen, every view a handle on the same words.
import {render} from 'preact';
import {useCallback, useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {languageOf, speak, t} from './i18n.js';
import {get, prefetch, recordOf, useQuery} from './api.js';
import {RoomProvider, change, keyOf, sameButSelection, state, useAddress, widen} from './state.js';
import {claims} from './record.js';
import {learn, scope} from './scope.js';
import {titleOf} from './situation.js';
import {Focus, useFocusOf} from './focus.js';
import {listen, paneAt, paneBeside} from './keys.js';
import {useLive} from './live.js';
import {Guard, toggleTable} from './pane.jsx';
import {Ahead} from './views/ahead.jsx';
import {Claim, useReview} from './views/claim.jsx';
import {Feed, feedQuery, storyBeside} from './views/feed.jsx';
import {Brush, Picker, Search, Settings} from './views/header.jsx';
import {Help} from './views/help.jsx';
import {Lines} from './views/lines.jsx';
import {Timeline} from './views/timeline.jsx';
import {Who} from './views/who.jsx';
import {Words, neighbour} from './views/words.jsx';
import {WorldMap} from './views/map.jsx';

function useLanguage(wanted) {
  const [spoken, setSpoken] = useState(document.documentElement.lang);
  useEffect(() => {
    speak(languageOf(wanted ?? localStorage.getItem('casus-lang'))).catch(() => {}).then(() => setSpoken(document.documentElement.lang));
  }, [wanted]);
  return spoken;
}

function useTheme(room) {
  const [theme, setTheme] = useState(localStorage.getItem('casus-theme') ?? '');
  const now = room.theme ?? theme;
  useEffect(() => {
    if (now === 'light' || now === 'dark') document.documentElement.dataset.theme = now;
    else delete document.documentElement.dataset.theme;
  }, [now]);
  return [now, (next) => {
    localStorage.setItem('casus-theme', next);
    setTheme(next);
    change({theme: null}, {replace: true});
  }];
}

// The next claim: in this story, else the first of the next story of the feed that has one (or the last of the one before).
async function walk(room, focus, step) {
  const next = neighbour(focus, step);
  if (next) return change({claim: next, field: null});
  for (let id = focus.story, tries = 0; tries < 20; tries += 1) {
    id = await storyBeside(room, id, step);
    if (id === null || id === undefined || id === focus.story) return undefined;
    const list = claims(await get(recordOf(id))).filter((claim) => claim.kind !== 'thread');
    const claim = list.at(step > 0 ? 0 : -1);
    if (claim && state() !== room) return undefined;  // the reader went elsewhere meanwhile
    if (claim) return change({claim: keyOf(id, claim.id), field: null, ...(room.story ? {story: [id]} : {})});
  }
  return undefined;
}

// What the views about the words follow: the same, but a selection reaches them only once its words are there.
function useLater(now) {
  const [late, setLate] = useState(now);
  const wait = late !== now && sameButSelection(late.room, now.room);
  useEffect(() => {
    if (late === now) return undefined;
    const timer = setTimeout(() => setLate(now), wait ? 40 : 0);
    return () => clearTimeout(timer);
  }, [now, late, wait]);
  return wait ? late : now;
}

// The next view; where one fills the frame, the next one does.
function turn(step) {
  const name = paneBeside(step);
  if (state().full && name) change({full: name}, {replace: true});
}

const FULL = /^[a-z]+$/;  // views by name

function Room() {
  const room = useAddress();
  const spoken = useLanguage(room.lang);
  const [theme, setTheme] = useTheme(room);
  const [help, setHelp] = useState(false);
  const situations = useQuery('situations', 'limit=200');
  const stories = useQuery('stories', feedQuery(room));
  const focus = useFocusOf(room, stories.data?.items?.[0]?.id);
  const review = useReview(focus);
  const live = useLive();
  const now = useRef(null);
  now.current = {room, focus, review};

  for (const s of situations.data?.items ?? []) learn('situation', s.id, titleOf(s).name);
  for (const s of stories.data?.items ?? []) learn('story', s.id, s.headline || s.id);
  document.title = `${scope(room)} \u2013 Casus`;

  // A page that is opened without an address of its own begins with the situation that was last told of.
  useEffect(() => {
    const items = situations.data?.items;
    if (items?.length && !location.search) {
      const latest = [...items].sort((a, b) => ((a.to ?? '') < (b.to ?? '') ? 1 : -1))[0];
      change({situation: [latest.id]}, {replace: true});
    }
  }, [situations.data]);

  // The stories before and after the one that is shown are there when the reader walks on.
  useEffect(() => {
    if (!focus.record) return undefined;
    const timer = setTimeout(() => {
      for (const step of [1, -1]) storyBeside(room, focus.story, step).then(prefetch, () => {});
    }, 120);
    return () => clearTimeout(timer);
  }, [focus.record, focus.story]);

  const late = useLater(useMemo(() => ({room, focus}), [room, focus]));
  const about = useMemo(() => (
    <>
      <Guard name="lines"><Lines /></Guard>
      <Guard name="timeline"><Timeline /></Guard>
      <Guard name="map"><WorldMap /></Guard>
      <Guard name="who"><Who /></Guard>
      <Guard name="ahead"><Ahead /></Guard>
      <Guard name="feed"><Feed /></Guard>
    </>
  ), [spoken]);

  const closeHelp = useCallback(() => setHelp(false), []);
  useEffect(() => listen({
    '/': () => document.getElementById('search')?.focus(),
    j: () => walk(now.current.room, now.current.focus, 1).catch(() => {}),
    k: () => walk(now.current.room, now.current.focus, -1).catch(() => {}),
    o: () => {
      const link = document.getElementById('source-link');
      if (link) link.click();
      else document.querySelector('[data-pane=words] .pane-body')?.focus();
    },
    e: () => change({explain: state().explain ? null : '1'}),
    a: () => now.current.focus.claim && now.current.review.give({verdict: 'accept'}),
    x: () => now.current.focus.claim && now.current.review.give({verdict: 'reject'}),
    c: () => now.current.focus.claim && now.current.review.setCorrecting(true),
    t: () => toggleTable(state(), paneAt()),
    f: () => change({full: state().full ? null : paneAt()}),
    n: () => turn(1),
    p: () => turn(-1),
    '?': () => setHelp(true),
    Escape: () => widen(),
  }), []);

  return (
    <div class={`room${room.full ? ` has-full full-${FULL.test(room.full) ? room.full : 'none'}` : ''}${focus.claim ? ' has-claim' : ''}`} data-lang={spoken}>
      <a class="skip" href="#words">{t('skip')}</a>
      <RoomProvider value={room}>
        <header class="head">
          <h1>Casus</h1>
          <Picker situations={situations} />
          <Brush />
          <Search />
          {live.fresh > 0 && <button type="button" class="fresh" onClick={live.show}>{t('live.new', {n: live.fresh})}</button>}
          <Settings theme={theme} setTheme={setTheme} help={() => setHelp(true)} />
        </header>
      </RoomProvider>
      <main>
        <RoomProvider value={late.room}><Focus.Provider value={late.focus}>{about}</Focus.Provider></RoomProvider>
        <RoomProvider value={room}>
          <Focus.Provider value={focus}>
            <div class="anchor" id="words" tabIndex={-1}><Guard name="words"><Words /></Guard></div>
            <Guard name="claim"><Claim review={review} /></Guard>
          </Focus.Provider>
        </RoomProvider>
      </main>
      <Help open={help} close={closeHelp} />
      <p class="unseen" role="status" aria-live="polite">{focus.claim ? t('said.claim', {what: t(`claim.${focus.claim.kind}`)}) : ''}</p>
    </div>
  );
}

const start = async () => {
  await speak(languageOf(state().lang ?? localStorage.getItem('casus-lang'))).catch(() => {});
  render(<Room />, document.getElementById('room'));
};
start();
