// The keyboard of the page. Keys act where the reader is not typing, and never with Ctrl, Alt or Meta.
const typing = (target) => target.closest?.('input, textarea, select, [contenteditable]');

export function listen(acts) {
  const press = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      if (document.querySelector('dialog[open]')) return;
      if (typing(event.target)) {
        event.target.blur();
        return;
      }
    } else if (typing(event.target)) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
  };
  addEventListener('keydown', press);
  return () => removeEventListener('keydown', press);
}

// The view that the reader is in: the one that has the focus, else the one under the pointer, else the timeline.
export function paneAt() {
  const focused = document.activeElement?.closest('[data-pane]');
  const hovered = document.querySelector('[data-pane]:hover');
  return (focused ?? hovered)?.dataset.pane ?? 'timeline';
}

// Puts the focus on the next view, or the one before; gives its name.
export function paneBeside(step) {
  const panes = [...document.querySelectorAll('[data-pane]')];
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes[at < 0 ? (step > 0 ? 0 : panes.length - 1) : (at + step + panes.length) % panes.length];
  next?.focus({focusVisible: true});
  next?.scrollIntoView({block: 'nearest'});
  return next?.dataset.pane;
}
