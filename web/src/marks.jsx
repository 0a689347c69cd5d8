// How a status is drawn. It is drawn, not coloured: actual solid, future outlined, conditional dashed, hypothetical dotted,
// negated struck, historical faded. The classes carry stroke and fill, so that both themes and print agree.

export function Mark({status = 'actual', x, y, size = 7, tone = 'ink'}) {
  const half = size / 2;
  return (
    <g class={`mark mark-${status} tone-${tone}`}>
      <rect x={x - half} y={y - half} width={size} height={size} />
      {status === 'negated' && <line x1={x - half - 2} y1={y + half + 2} x2={x + half + 2} y2={y - half - 2} />}
    </g>
  );
}

// Conflict to cooperation in five steps; PLOVER's score runs from -10 to 10.
export function toneOf(score) {
  if (score === null || score === undefined) return 'ink';
  if (score <= -5) return 'conflict';
  if (score < -0.5) return 'conflict-weak';
  if (score < 0.5) return 'ink';
  return score < 5 ? 'coop-weak' : 'coop';
}

// How an answer to a request is drawn at the end of its line.
export function AnswerMark({kind, x, y}) {
  const r = 4;
  switch (kind) {
    case 'grant': return <circle class="answer answer-grant" cx={x} cy={y} r={r} />;
    case 'refusal': return <path class="answer answer-refusal" d={`M${x - r},${y - r}L${x + r},${y + r}M${x - r},${y + r}L${x + r},${y - r}`} />;
    case 'conditional': return <circle class="answer answer-conditional" cx={x} cy={y} r={r} />;
    case 'partial': return (
      <g class="answer answer-partial">
        <circle cx={x} cy={y} r={r} />
        <path d={`M${x},${y - r}A${r},${r} 0 0 1 ${x},${y + r}Z`} />
      </g>
    );
    case 'deferral': return <path class="answer answer-deferral" d={`M${x - r},${y}L${x},${y - r}L${x + r},${y}L${x},${y + r}Z`} />;
    default: return null;
  }
}

// What makes a drawing part of the page for keyboard and screen reader alike.
export const handle = (label, act, pressed) => ({
  tabindex: 0, role: 'button', 'aria-label': label, ...(pressed === undefined ? {} : {'aria-pressed': pressed ? 'true' : 'false'}),
  onClick: (event) => {
    event.stopPropagation();
    act(event);
  },
  onKeyDown: (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    act(event);
  },
});
