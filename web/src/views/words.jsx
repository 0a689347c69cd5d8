// THE WORDS: the story with its claims marked, the selected claim's exact characters marked strongly, and above them who says so.
import {useLayoutEffect, useMemo, useRef} from 'preact/hooks';
import {t, longDay} from '../i18n.js';
import {address, recordOf} from '../api.js';
import {Empty, Failed, Loading, Pane} from '../pane.jsx';
import {change, keyOf, select, useRoom} from '../state.js';
import {hits, segments} from '../text.js';
import {attribution, wordsOf} from '../record.js';
import {useFocus} from '../focus.js';

// Which claim a click on a piece of text means: the one with the fewest words.
const smallest = (spans) => spans.filter((s) => s.claim).sort((a, b) => (a.end - a.start) - (b.end - b.start))[0]?.claim ?? null;

// Marks of all claims, thin, and of the selected one, strong.
function spansFor(list, headline, claim, at) {
  const thin = list.filter((c) => c.headline === headline && c.kind !== 'thread')
      .flatMap((c) => c.spans.filter((s) => s.role === 'act').map((s) => ({...s, claim: c})));
  if (at && !headline) return [...thin, {...at, role: 'act', strong: true}];
  if (!claim || claim.headline !== headline) return thin;
  return [...thin, ...claim.spans.map((s) => ({...s, strong: true})), ...claim.cues.map((s) => ({...s, strong: true}))];
}

function Marked({text, list, headline, focus, field, story, search}) {
  const pieces = useMemo(() => segments(text, [...spansFor(list, headline, focus.claim, focus.at), ...hits(text, search).map((hit) => ({...hit, found: true}))]), [text, list, headline, focus.claim, focus.at, search]);
  return pieces.map((piece) => {
    const claim = piece.text.trim() ? smallest(piece.spans) : null;
    const strong = piece.spans.filter((s) => s.strong);
    const found = piece.spans.some((s) => s.found);
    if (!claim && !strong.length) return found ? <mark key={piece.start} class="found">{piece.text}</mark> : piece.text;
    const classes = found ? ['m', 'found'] : ['m'];
    if (claim) {
      const innermost = claim;
      classes.push(`k-${innermost.kind}`, `s-${innermost.item.status ?? 'actual'}`);
    }
    for (const s of strong) classes.push(`r-${s.role}`);
    if (strong.some((s) => s.field === field && field)) classes.push('asked');
    const on = focus.claim && strong.some((s) => s.role === 'act');
    return (
      <span key={piece.start} class={classes.join(' ')} data-start={piece.start}
        {...(claim ? {role: 'button', tabIndex: on ? 0 : -1, 'aria-pressed': on ? 'true' : 'false', onClick: () => select({story, id: claim.id}),
          onKeyDown: (event) => {
            if (event.key === 'Enter' || event.key === ' ') {
              event.preventDefault();
              select({story, id: claim.id});
            }
          }} : {})}>{piece.text}</span>
    );
  });
}

// "Casus <- Itar-Tass <- a senior military official": who tells it, through whom, who said it.
export function chainOf(focus) {
  const story = focus.record.story;
  const steps = [{who: story.source ?? t('someone'), kind: 'source'}];
  const said = focus.claim ? attribution(focus.claim.item, focus.known) : [];
  for (const step of said) {
    if (step.via) steps.push({who: step.via, kind: 'via'});
    steps.push({who: step.who ?? t('chain.unnamed'), name: step.name && step.name !== step.who ? step.name : null, kind: 'speaker'});
  }
  return steps;
}

function Chain({focus}) {
  return (
    <p class="chain" aria-label={t('chain.title')}>
      {chainOf(focus).map((step, index) => (
        <span key={index}>{index > 0 && <span class="soft"> {'\u2190'} </span>}
          <button type="button" class="link" onClick={() => (step.kind === 'source' ? change({source: [step.who]}) : change({field: 'attribution'}))}><bdi>{step.who}</bdi></button>
          {step.name && <span class="soft"> (<bdi>{step.name}</bdi>)</span>}</span>
      ))}
    </p>
  );
}

// An address is a link only where it is a web address.
const safeUrl = (url) => {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
};

export function Words() {
  const room = useRoom();
  const focus = useFocus();
  const page = useRef(null);
  const {record} = focus;
  // At once, before anything is painted: what is marked is in view in the first picture.
  useLayoutEffect(() => {
    page.current?.querySelector(room.field ? '.asked' : focus.claim || focus.at ? '.r-act' : '.body .found')?.scrollIntoView({block: 'center'});
  }, [focus.claim, focus.at, room.field, record, room.q?.[0]]);
  const twin = () => ({
    columns: [{key: 'kind', label: t('col.kind')}, {key: 'text', label: t('col.words')}, {key: 'start', label: t('col.start'), number: true}, {key: 'end', label: t('col.end'), number: true}],
    rows: focus.claims.map((c) => ({key: c.id, kind: t(`claim.${c.kind}`), text: wordsOf(c, record), start: c.lead.start, end: c.lead.end, open: () => select({story: focus.story, id: c.id})})),
  });
  const story = record?.story;
  const url = safeUrl(story?.url);
  return (
    <Pane name="words" title={t('words.title')} twin={record ? twin : null} busy={focus.loading} scroll
      data={record ? [{label: t('export.record'), href: address(recordOf(story.id))}] : []}>
      {focus.error && !record ? <Failed error={focus.error} />
        : !focus.story ? <Empty what={t('words.none')} />
          : !record ? <Loading />
            : (
              <article class="story" ref={page} data-claim={focus.claim?.id}>
                <Chain focus={focus} />
                <h3 lang={story.language ?? 'en'} dir="auto">
                  {story.headline ? <Marked text={story.headline} list={focus.claims} headline focus={focus} field={room.field} story={focus.story} search={room.q?.[0]} /> : story.id}
                </h3>
                <p class="byline">{longDay(story.published)}{story.source && <>{' \u00b7 '}<bdi>{story.source}</bdi></>}
                  {url && <>{' \u00b7 '}<a id="source-link" href={url} rel="noreferrer noopener" target="_blank">{t('words.source')}</a></>}
                  {record.duplicates?.length > 0 && <>{' \u00b7 '}{t('words.duplicates', {n: record.duplicates.length})}</>}</p>
                <div class="body" lang={story.language ?? 'en'} dir="auto">
                  <Marked text={story.text} list={focus.claims} headline={false} focus={focus} field={room.field} story={focus.story} search={room.q?.[0]} />
                </div>
                {record.warnings?.length > 0 && <ul class="warnings">{record.warnings.map((w, index) => <li key={index}>{w.message}</li>)}</ul>}
              </article>
            )}
    </Pane>
  );
}

// The claim after (or before) the selected one in the story; null at its end.
export function neighbour(focus, step) {
  const list = focus.claims.filter((c) => c.kind !== 'thread');
  if (!list.length) return null;
  const at = list.findIndex((c) => c.id === focus.claim?.id);
  const next = at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step;
  return list[next] ? keyOf(focus.story, list[next].id) : null;
}
