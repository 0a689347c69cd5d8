// The story that is shown and the claim that is selected in it, for every view to follow.
import {createContext} from 'preact';
import {useContext, useMemo} from 'preact/hooks';
import {recordOf, useQuery} from './api.js';
import {claims, tables} from './record.js';
import {splitKey} from './state.js';

export const Focus = createContext({story: null, record: null, claim: null, claims: [], related: () => true, codes: null});
export const useFocus = () => useContext(Focus);

// Marks that have nothing to do with the selection step back; nothing steps back while nothing is selected.
export const dim = (focus, claim) => (focus.key && !focus.related(claim) ? ' dim' : '');

function relatedIds(record, claim) {
  const ids = new Set([claim.id]);
  const item = claim.item;
  if (item.event) ids.add(item.event);
  for (const thread of record.threads ?? []) {
    const members = [thread.id, thread.request, ...(thread.responses ?? []).map((answer) => answer.event)];
    if (members.some((id) => ids.has(id))) members.forEach((id) => ids.add(id));
  }
  for (const list of [record.tolls, record.agenda]) {
    for (const other of list ?? []) if (other.event && ids.has(other.event)) ids.add(other.id);
  }
  return ids;
}

export function useFocusOf(room, fallback) {
  const chosen = splitKey(room.claim);
  const story = chosen?.story ?? room.story?.at(-1) ?? fallback ?? null;
  const answer = useQuery(story === null ? null : recordOf(story));
  const record = answer.data?.story?.id === story ? answer.data : null;
  const list = useMemo(() => (record ? claims(record) : []), [record]);
  return useMemo(() => {
    const claim = chosen ? list.find((c) => c.id === chosen.id) ?? null : null;
    const known = record ? tables(record) : null;
    const ids = claim ? relatedIds(record, claim) : new Set(chosen ? [chosen.id] : []);
    const entities = claim ? [...(claim.item.actors ?? []), ...(claim.item.recipients ?? []), claim.item.bearer, claim.item.speaker] : [];
    const codes = claim ? new Set([...(claim.item.roles ?? []).map((role) => role.code),
      ...entities.map((id) => known.entities.get(id)?.code)].filter(Boolean)) : null;
    const [, start, end] = (!claim && chosen && /^(\d{1,9})-(\d{1,9})$/.exec(room.at ?? '')) || [];
    const at = start ? {start: Number(start), end: Number(end)} : null;
    const place = claim ? known.places.get(claim.item.place) ?? null : null;
    return {
      story, record, known, claim, at, claims: list, key: chosen ? room.claim : null, codes, place,
      loading: answer.loading, error: answer.error,
      related: (other) => other?.story === story && ids.has(other.id),
    };
  }, [record, room.claim, room.at, story, answer.loading, answer.error]);
}
