// The export menu of a view: its data, its picture, and how to cite it.
import {useCallback, useEffect, useRef, useState} from 'preact/hooks';
import {t} from './i18n.js';
import {state} from './state.js';
import {Tool, useAway} from './pane.jsx';
import {scope} from './scope.js';
import {drawTable, standalone, toPng} from './picture.js';

export const quoteCsv = (value) => {
  let text = value === null || value === undefined ? '' : `${value}`;
  // A cell that a spreadsheet would take for a formula is told to be text.
  if (/^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text)) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};
export const toCsv = ({columns, rows}) =>
    `${[columns.map((c) => quoteCsv(c.label)), ...rows.map((row) => columns.map((c) => quoteCsv(row[c.key])))]
        .map((cells) => cells.join(',')).join('\r\n')}\r\n`;

export function save(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export const citation = (title) => t('cite.text', {
  title, scope: scope(state()), day: new Date().toISOString().slice(0, 10), address: location.href,
});

export function Export({name, title, twin, data, picture}) {
  const [open, setOpen] = useState(false);
  const [said, say] = useState('');
  const close = useCallback(() => setOpen(false), []);
  const ref = useAway(open, close);
  const list = useRef(null);
  useEffect(() => {
    if (open) list.current?.querySelector('a, button')?.focus();
    else say('');
  }, [open]);
  const file = `casus-${name}`;
  const drawing = () => {
    const svg = picture();
    return svg ? standalone(svg, citation(title)) : drawTable(twin(), title, citation(title));
  };
  const cite = async () => {
    const text = citation(title);
    try {
      await navigator.clipboard.writeText(text);
      say(t('cite.copied'));
    } catch {
      say(text);
    }
  };
  const keys = (event) => {
    const items = [...list.current.querySelectorAll('a, button')];
    const at = items.indexOf(document.activeElement);
    if (event.key === 'Escape') {
      setOpen(false);
      ref.current.querySelector('button').focus();
    } else if (event.key === 'ArrowDown') items[(at + 1) % items.length].focus();
    else if (event.key === 'ArrowUp') items[(at - 1 + items.length) % items.length].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span class="export" ref={ref}>
      <button type="button" aria-expanded={open ? 'true' : 'false'} aria-label={t('pane.export')} title={t('pane.export.title')} onClick={() => setOpen(!open)}><Tool name="export" /></button>
      {open && (
        <div class="menu" ref={list} onKeyDown={keys}>
          {twin && <button type="button" onClick={() => save(`${file}.csv`, new Blob([toCsv(twin())], {type: 'text/csv'}))}>{t('export.csv')}</button>}
          {(data ?? []).map((d) => <a key={d.href} href={d.href} download>{d.label}</a>)}
          {twin && <button type="button" onClick={() => save(`${file}.svg`, new Blob([drawing()], {type: 'image/svg+xml'}))}>{t('export.svg')}</button>}
          {twin && <button type="button" onClick={() => toPng(drawing()).then((png) => save(`${file}.png`, png), () => say(t('export.failed')))}>{t('export.png')}</button>}
          <button type="button" onClick={cite}>{t('export.cite')}</button>
          {said && <p class="said" role="status">{said}</p>}
        </div>
      )}
    </span>
  );
}
