// Links to claims of other stories.
import {when} from './i18n.js';
import {prefetch} from './api.js';
import {nameOf} from './scope.js';
import {format, keyOf, select, state} from './state.js';
import {shorten} from './text.js';

// The address that shows a claim, or words of a story.
export const addressOf = (claim) => format({...state(), claim: keyOf(claim.story, claim.id ?? ''), at: claim.id ? undefined : `${claim.start}-${claim.end}`, field: undefined});

export function follow(event, claim) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  select(claim);
}

// A claim by the story that tells it.
export function Told({claim}) {
  const name = nameOf('story', claim.story);
  return (
    <a class="link evidence" href={addressOf(claim)} title={name} onPointerEnter={() => prefetch(claim.story)} onFocus={() => prefetch(claim.story)} onClick={(event) => follow(event, claim)}>
      {claim.published ? <>{when(claim.published.slice(0, 10))}{claim.source && <>, <bdi>{claim.source}</bdi></>}</> : <bdi>{shorten(name, 48)}</bdi>}</a>
  );
}
