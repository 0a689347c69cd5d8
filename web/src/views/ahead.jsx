// One pane of three: what is ahead, who is bound to do what and when, and how the tolls rise.
import {t, term, when} from '../i18n.js';
import {address, prefetch, useQuery} from '../api.js';
import {Answer, Empty, Pane} from '../pane.jsx';
import {change, keyOf, query, select, useRoom} from '../state.js';
import {useFocus} from '../focus.js';
import {dueOf} from './timeline.jsx';
import {Curve, KindPicker, curveTwin, kindOf} from './tolls.jsx';
import {named, shorten} from '../text.js';
import {once, useAcross} from '../across.js';
import {Told, addressOf, follow} from '../told.jsx';

const TABS = ['agenda', 'obligations', 'tolls'];
const MOST = 200;

export function Tabs({names, now, choose, label}) {
  const keys = (event, index) => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (index + step + names.length) % names.length;
    choose(names[next]);
    event.currentTarget.parentElement.children[next].focus();
  };
  return (
    <span class="tabs" role="tablist" aria-label={label}>
      {names.map((name, index) => (
        <button type="button" role="tab" key={name} aria-selected={name === now ? 'true' : 'false'} tabIndex={name === now ? 0 : -1}
          onClick={() => choose(name)} onKeyDown={(event) => keys(event, index)}>{t(`tab.${name}`)}</button>
      ))}
    </span>
  );
}

// What became of a plan, and the words that say so: as the stories of the situation have it, else as the item says itself.
export const becameOf = (item, across) => {
  const plan = across.plan(item);
  const by = plan ? plan.resolved_by : item.resolved_by;
  return {status: plan?.status ?? item.status, by: by?.story ? by : null};
};

// What became of it, with a link to the words that say so.
export function Became({by, status}) {
  if (!status || status === 'open') return null;
  return (
    <span class="became"><span class={`badge ${status}`}>{term('agenda_status', status)}</span>
      {by && <> <a class="link evidence" href={addressOf(by)} onPointerEnter={() => prefetch(by.story)} onClick={(event) => follow(event, by)}>
        <q lang="en" dir="auto">{shorten(by.text, 60)}</q></a>{by.published && <span class="soft num"> ({when(by.published.slice(0, 10))})</span>}</>}
    </span>
  );
}

// A thing that several stories tell of stands once.
function AgendaList({items, focus, across}) {
  return (
    <ol class="agenda-list">
      {once(items, (item) => across.plan(item) ?? item.merged).map(({item: a, others}) => {
        const on = [a, ...others].some((item) => focus.key === keyOf(item.story, item.id));
        const {status, by} = becameOf(a, across);
        return (
          <li key={keyOf(a.story, a.id)} class={`${a.certainty} is-${status}${on ? ' on' : ''}`}>
            <button type="button" class="row" onClick={() => select(a)}>
              <span class="row-when num">{when(dueOf(a))}</span>
              <span class="row-what"><b>{term('agenda', a.what)}</b> <span class={`drawn ${a.certainty}`}>{term('certainty', a.certainty)}</span>
                <q class="words" lang="en" dir="auto">{a.text}</q></span>
            </button>
            {(others.length > 0 || (status && status !== 'open')) && (
              <p class="beneath"><Became by={by} status={status} />
                {others.length > 0 && <span class="soft"> {t('told.also')} {others.map((item, index) => <span key={keyOf(item.story, item.id)}>{index > 0 && ', '}<Told claim={item} /></span>)}</span>}</p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

// An obligation reads as a sentence: who would do what, if what; how many are bound; whether it has come to it.
function Obligation({item, focus}) {
  const count = item.table_members?.length || item.members?.length || 0;
  return (
    <li class={focus.key === keyOf(item.story, item.id) ? 'on' : ''}>
      <button type="button" class="row" onClick={() => select(item)}>
        <span class="row-what" dir="auto">
          <b>{item.bearer?.name ?? t('someone')}</b>{' '}
          {t(`obligation.${item.kind}`)} <q class="words" lang="en">{item.action?.text ?? item.text}</q>
          {item.condition && <>{' '}<i>{t('obligation.if')}</i> <q class="words conditional" lang="en">{item.condition.text}</q></>}
          {'. '}
          {count > 0 && <>{t('obligation.members', {n: count, day: when(item.published)})}{' '}</>}
          <span class={`drawn ${item.status}`}>{term('obligation_status', item.status)}</span>
          {item.basis && <span class="soft"> {'\u00b7'} {item.basis}</span>}
        </span>
      </button>
    </li>
  );
}

function agendaTwin(items, across) {
  return {
    columns: [{key: 'when', label: t('col.when')}, {key: 'what', label: t('col.what')}, {key: 'certainty', label: t('col.certainty')},
      {key: 'status', label: t('col.status')}, {key: 'who', label: t('col.who')}, {key: 'where', label: t('col.place')}, {key: 'text', label: t('col.words')}, {key: 'by', label: t('col.resolved')}],
    rows: items.map((a) => ({key: keyOf(a.story, a.id), when: dueOf(a) ?? '', what: term('agenda', a.what), certainty: term('certainty', a.certainty),
      status: term('agenda_status', becameOf(a, across).status), by: becameOf(a, across).by?.text ?? '', who: named(a.actors), where: a.place?.name ?? '', text: a.text, open: () => select(a)})),
  };
}

function obligationTwin(items) {
  return {
    columns: [{key: 'who', label: t('col.bearer')}, {key: 'kind', label: t('col.kind')}, {key: 'action', label: t('col.action')}, {key: 'condition', label: t('col.condition')},
      {key: 'members', label: t('col.members')}, {key: 'basis', label: t('col.basis')}, {key: 'status', label: t('col.status')}, {key: 'day', label: t('col.day')}],
    rows: items.map((o) => ({key: keyOf(o.story, o.id), who: o.bearer?.name ?? '', kind: term('obligation_kind', o.kind), action: o.action?.text ?? o.text,
      condition: o.condition?.text ?? '', members: (o.table_members ?? o.members ?? []).join(' '), basis: o.basis ?? '', status: term('obligation_status', o.status),
      day: o.published?.slice(0, 10), open: () => select(o)})),
  };
}

export function Ahead() {
  const room = useRoom();
  const focus = useFocus();
  const across = useAcross(room);
  const tab = TABS.includes(room.tab) ? room.tab : 'agenda';
  const filters = query(room);
  // The agenda looks ahead: the days that are brushed say when things were told, not when they are due.
  const path = tab === 'tolls' ? 'tolls/series' : tab;
  const asked = tab === 'tolls' ? filters : query(room, {limit: MOST, sort: 'day'}, tab === 'agenda' ? ['to'] : []);
  const answer = useQuery(path, asked);
  const items = answer.data?.items ?? [];
  const all = answer.data?.series ?? [];
  const kind = kindOf(room, all.flatMap((s) => s.points));
  const series = all.filter((s) => s.kind === kind);
  const counts = new Map(all.map((s) => [s.kind, all.filter((o) => o.kind === s.kind).reduce((n, o) => n + o.points.length, 0)]));
  const twin = () => (tab === 'agenda' ? agendaTwin(items, across) : tab === 'obligations' ? obligationTwin(items) : curveTwin(series));
  const data = tab === 'agenda'
    ? [{label: t('export.ics'), href: address('agenda.ics', filters)}, {label: t('export.all_csv'), href: address('agenda.csv', filters)}]
    : tab === 'obligations'
      ? [{label: t('export.all_csv'), href: address('obligations.csv', filters)}]
      : [{label: t('export.json'), href: address(path, asked)}, {label: t('export.all_csv'), href: address('tolls.csv', filters)}];
  return (
    <Pane name="ahead" title={t(`tab.${tab}`)} twin={twin} data={data} busy={answer.loading} scroll={tab !== 'tolls'}
      tabs={<Tabs names={TABS} now={tab} label={t('ahead.title')} choose={(name) => change({tab: name === 'agenda' ? null : name})} />}>
      {tab === 'tolls' && <KindPicker kind={kind} counts={counts} />}
      <Answer query={answer} empty={(d) => !(tab === 'tolls' ? d.series?.some((s) => s.points?.length) : d.items?.length)}>
        {(d) => (tab === 'agenda' ? d.items && <AgendaList items={d.items} focus={focus} across={across} />
          : tab === 'obligations' ? d.items && <ol class="obligation-list">{d.items.map((o) => <Obligation key={keyOf(o.story, o.id)} item={o} focus={focus} />)}</ol>
            : d.series && (series.some((s) => s.points.length) ? <Curve series={series} kind={kind} focus={focus} /> : <Empty what={t('timeline.no_tolls', {kind: term('toll', kind)})} />))}
      </Answer>
    </Pane>
  );
}

