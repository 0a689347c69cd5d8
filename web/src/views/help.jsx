// Keys, and how to read the drawing.
import {useEffect, useRef} from 'preact/hooks';
import {t, term} from '../i18n.js';
import {AnswerMark, Mark} from '../marks.jsx';

const KEYS = ['/', 'j', 'k', 'o', 'e', 'a', 'x', 'c', 'n', 'p', 't', 'f', 'Esc', '?'];
const STATUSES = ['actual', 'future', 'conditional', 'hypothetical', 'negated', 'historical'];
const ANSWERS = ['grant', 'conditional', 'partial', 'refusal', 'deferral'];

export function Help({open, close}) {
  const dialog = useRef(null);
  useEffect(() => {
    if (open && !dialog.current.open) dialog.current.showModal();
    if (!open && dialog.current.open) dialog.current.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={close} onClick={(event) => event.target === dialog.current && close()}>
      <h2 id="help-title">{t('help.title')}</h2>
      <div class="help-columns">
        <section>
          <h3>{t('help.keys')}</h3>
          <dl class="keys">{KEYS.map((key) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{t(`key.${key}`)}</dd></div>)}</dl>
        </section>
        <section>
          <h3>{t('help.reading')}</h3>
          <dl class="keys">
            {STATUSES.map((s) => <div key={s}><dt><svg width="22" height="16" aria-hidden="true"><Mark status={s} x={11} y={8} size={9} /></svg></dt><dd><span class={`drawn ${s}`}>{term('status', s)}</span> {'\u2013'} {t(`help.${s}`)}</dd></div>)}
            {ANSWERS.map((a) => <div key={a}><dt><svg width="22" height="16" aria-hidden="true"><AnswerMark kind={a} x={11} y={8} /></svg></dt><dd>{term('answer', a)}</dd></div>)}
            <div><dt><svg width="22" height="16" aria-hidden="true"><line class="toll-bar" x1="11" x2="11" y1="3" y2="13" /><line class="toll-cap" x1="7" x2="15" y1="13" y2="13" /><line class="toll-cap" x1="7" x2="15" y1="3" y2="3" /></svg></dt><dd>{t('help.interval')}</dd></div>
            <div><dt><svg width="22" height="16" aria-hidden="true"><rect class="toll-band" width="22" height="16" /></svg></dt><dd>{t('help.band')}</dd></div>
            <div><dt><svg width="22" height="16" aria-hidden="true">
              <g class="tie tone-ink"><path class="tie-line" d="M1,3H21" stroke-width="2" /><path class="tie-line" d="M1,8H21" stroke-width="3.4" /><path class="tie-hollow" d="M1,8H21" stroke-width="1.4" /></g>
              <g class="tie dashed tone-ink"><path class="tie-line" d="M1,13H21" stroke-width="2" /></g></svg></dt><dd>{t('help.who')}</dd></div>
            <div><dt><svg width="22" height="16" aria-hidden="true">{['conflict', 'conflict-weak', 'ink', 'coop-weak', 'coop'].map((tone, index) => <g key={tone} class={`mark mark-actual tone-${tone}`}><rect x={1 + index * 4} y={5} width={3} height={6} /></g>)}</svg></dt><dd>{t('help.tone')}</dd></div>
            <div><dt><svg width="22" height="16" aria-hidden="true"><g class="admin1"><circle class="spot" cx="11" cy="8" r="5" /></g></svg></dt><dd>{t('help.region')}</dd></div>
          </dl>
          <p class="soft">{t('help.select')}</p>
        </section>
      </div>
      <p><button type="button" onClick={close}>{t('help.close')}</button></p>
    </dialog>
  );
}
