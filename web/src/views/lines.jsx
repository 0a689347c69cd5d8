// The situation in five lines: counted from claims by the server, said in the words of the page; each figure and name opens its words.
import {t, term, number} from '../i18n.js';
import {address, prefetch, useQuery} from '../api.js';
import {Answer, Empty, Pane} from '../pane.jsx';
import {change, keyOf, query, useRoom} from '../state.js';
import {narrowing, useNames} from '../scope.js';
import {useFocus} from '../focus.js';
import {phrase, plain} from '../phrases.js';
import {addressOf, follow} from '../told.jsx';

const KINDS = ['stories', 'events', 'tolls', 'threads', 'obligations', 'agenda', 'quotes'];

// Text, a name, words of a story, or what leads to a claim.
function Piece({piece, focus}) {
  if (typeof piece === 'string') return piece;
  if (piece.name !== undefined) return <bdi>{piece.name}</bdi>;
  if (piece.quote !== undefined) return <q lang="en" dir="auto">{piece.quote}</q>;
  const {claim, pieces} = piece;
  const on = focus.key === keyOf(claim.story, claim.id);
  return (
    <a class={`link evidence${on ? ' on' : ''}`} href={addressOf(claim)} aria-current={on ? 'true' : undefined}
      onPointerEnter={() => prefetch(claim.story)} onFocus={() => prefetch(claim.story)} onClick={(event) => follow(event, claim)}>
      {pieces.map((inner, at) => <Piece key={at} piece={inner} focus={focus} />)}
    </a>
  );
}

export function Lines() {
  const room = useRoom();
  const focus = useFocus();
  useNames();
  const filters = query(room);
  const summary = useQuery('summary', filters);
  const narrowed = narrowing(room);
  const lines = (summary.data?.lines ?? []).map((line) => ({kind: line.kind, pieces: phrase(line, summary.data.to?.slice(0, 4))}));
  const twin = () => ({
    columns: [{key: 'kind', label: t('lines.kind')}, {key: 'text', label: t('lines.text')}],
    rows: lines.map((line) => ({key: line.kind, kind: term('line', line.kind), text: plain(line.pieces)})),
  });
  return (
    <Pane name="lines" title={t('lines.title')} twin={twin} busy={summary.loading} scroll
      data={[{label: t('export.json'), href: address('summary', filters)}]}>
      {narrowed.length > 0 && (
        <p class="narrowed">
          <span class="soft">{t('lines.narrowed')}</span>{' '}
          {narrowed.map((part) => (
            <button type="button" key={part.name} class="chip" title={t('lines.widen')}
              onClick={() => change(part.name === 'days' ? {from: null, to: null} : {[part.name]: null})}>
              <span class="soft">{part.label}</span> <bdi>{part.value}</bdi> <span aria-hidden="true">{'\u00d7'}</span>
            </button>
          ))}
        </p>
      )}
      <Answer query={summary} empty={(data) => !data.counts?.stories}>
        {(data) => (
          <>
            {!lines.length && <Empty what={t('state.none')} />}
            <ol class="lines">
              {lines.map((line) => (
                <li key={line.kind}>
                  <span class="line-kind">{term('line', line.kind)}</span>
                  <span class="line-text">{line.pieces.map((piece, at) => <Piece key={at} piece={piece} focus={focus} />)}</span>
                </li>
              ))}
            </ol>
            <p class="counts">
              {KINDS.filter((kind) => data.counts[kind]).map((kind) => (
                <span key={kind}><b>{number(data.counts[kind])}</b> {t(`count.${kind}`, {n: data.counts[kind]})}</span>
              ))}
            </p>
          </>
        )}
      </Answer>
    </Pane>
  );
}
