// Text by code points. Spans of a record count code points; strings here count UTF-16 units.

// unit(n): where code point n of `text` begins. Cheap where the text has no character outside the basic plane.
export function units(text) {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (point) => Math.max(0, Math.min(point, text.length));
  const starts = [];
  let at = 0;
  for (const character of text) {
    starts.push(at);
    at += character.length;
  }
  return (point) => (point < 0 ? 0 : point < starts.length ? starts[point] : text.length);
}

// The text between two code points.
export function between(text, start, end) {
  const unit = units(text);
  return text.slice(unit(start), unit(end));
}

// Where the words of a search stand in a text, in UTF-16 units: [{from, to}]. `word*` is a beginning, "two words" stand together.
export function hits(text, search) {
  const terms = [...(search ?? '').matchAll(/"([^"]+)"|(\S+)/g)].map(([, phrase, word]) => (phrase ?? word).replace(/^[-+(]+|[)]+$/g, ''))
      .filter((term) => /[\p{L}\p{N}]/u.test(term) && !/^(AND|OR|NOT|NEAR)$/.test(term)).slice(0, 20);
  const escaped = terms.map((term) => term.replace(/\*$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+') + (term.endsWith('*') ? '[\\p{L}\\p{N}]*' : ''));
  if (!escaped.length) return [];
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu'))].map((m) => ({from: m.index, to: m.index + m[0].length}));
}

// Cuts `text` where any of `spans` ({start, end, ...} in code points, or {from, to, ...} in units) begins or ends: [{start, text, spans}], in order, without gaps.
export function segments(text, spans) {
  const unit = units(text);
  const cut = spans.map((span) => ({span, from: span.from ?? unit(span.start), to: span.to ?? unit(span.end)})).filter((c) => c.to > c.from);
  const borders = [...new Set([0, text.length, ...cut.flatMap((c) => [c.from, c.to])])].sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < borders.length; i += 1) {
    const [from, to] = [borders[i], borders[i + 1]];
    pieces.push({start: from, text: text.slice(from, to),
      spans: cut.filter((c) => c.from <= from && c.to >= to).map((c) => c.span)});
  }
  return pieces;
}

export const shorten = (text, length) => {
  const points = [...(text ?? '')];
  return points.length <= length ? text ?? '' : `${points.slice(0, length - 1).join('').trimEnd()}\u2026`;
};

// A name that reads from right to left, kept from turning round what stands beside it where no element can do so.
export const isolate = (name) => (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(name ?? '') ? `\u2068${name}\u2069` : name);

// Actors of a side by their names, else their codes.
export const named = (actors) => (actors ?? []).map((a) => isolate(a.name ?? a.code)).filter(Boolean).join(', ');
