// The situation in five lines: counted from claims by the server; each figure opens its words.
import {t, term, number} from '../i18n.js';
import {address, useQuery} from '../api.js';
import {Answer, Pane} from '../pane.jsx';
import {change, query, select, useRoom} from '../state.js';
import {narrowing, useNames} from '../scope.js';
import {useFocus} from '../focus.js';

const KINDS = ['stories', 'events', 'tolls', 'threads', 'obligations', 'agenda', 'quotes'];

export function Lines() {
  const room = useRoom();
  const focus = useFocus();
  useNames();
  const filters = query(room);
  const summary = useQuery('summary', filters);
  const narrowed = narrowing(room);
  const twin = () => ({
    columns: [{key: 'kind', label: t('lines.kind')}, {key: 'text', label: t('lines.text')}],
    rows: (summary.data?.lines ?? []).map((line, index) => ({key: index, kind: term('line', line.kind), text: line.parts.map((p) => p.text).join('')})),
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
            <ol class="lines">
              {data.lines.map((line, index) => (
                <li key={index}>
                  <span class="line-kind">{term('line', line.kind)}</span>
                  <span class="line-text" lang="en" dir="auto">
                    {line.parts.map((part, at) => (part.story && part.id
                      ? <button type="button" key={at} class={`link evidence${focus.key === `${part.story}#${part.id}` ? ' on' : ''}`} onClick={() => select(part)}>{part.text}</button>
                      : <span key={at}>{part.text}</span>))}
                  </span>
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
