import { unreachable } from '../../catalog/unreachable.ts';
import { sayDuration } from '../../lab/duration.ts';
import type { Timeline, TimelineRow } from '../../lab/timeline.ts';
import { openPen, type Pen, type Screen } from './screen.ts';

const barCells = 16;
const barsFrom = 76;
/** Below that the axis would show how fast this machine is. */
const barsFromMs = 5000;
const kindColumnFrom = 56;

/**
 * What happened on the axis of virtual time, a row a line. Wide screens get a picture of the spans at the right.
 * `rows`: at most so many rows; those around the decisive one and the ends stay.
 */
export function renderTimeline(
  timeline: Timeline,
  screen: Screen,
  { rows = Infinity }: { rows?: number } = {},
): string {
  const pen = openPen(screen);
  const { from, to, workflow } = timeline;
  const shown = select(timeline.rows, rows);
  const labels = shown.map((row) => (typeof row === 'number' ? '' : sayMoment(row.from - from)));
  const labelWidth = Math.max(...labels.map((label) => label.length), 0);
  const bars = pen.screen.columns >= barsFrom && to - from >= barsFromMs;
  const inner = openPen({ ...screen, columns: pen.screen.columns - (bars ? barCells + 3 : 0) });
  const lines = shown.map((row, index) => {
    if (typeof row === 'number') return pen.colours.dim(`  ${pen.text(`… ${row} more`)}`);
    const text = renderRow(row, labels[index] ?? '', { pen: inner, labelWidth });
    return bars ? withBar(text, renderBar(row, timeline, pen), inner) : text;
  });
  const head = `${pen.text(`\`${workflow}\``)} in virtual time${to > from ? `, ${sayDuration(to - from)} in all` : ''}`;
  return [pen.wrap(head, { first: '  ' }), ...lines].join('\n');
}

/** A moment since the beginning: `+00:00:09`, `+11d 02:00`; parts of a second only below ten seconds. */
export function sayMoment(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (amount: number) => String(amount).padStart(2, '0');
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  return days > 0 ? `+${days}d ${two(hours)}:${two(minutes)}` : `+${two(hours)}:${two(minutes)}:${two(seconds % 60)}`;
}

function renderRow(row: TimelineRow, label: string, { pen, labelWidth }: { pen: Pen; labelWidth: number }): string {
  const { colours } = pen;
  const mark = row.decisive ? colours.red(pen.symbol('decisive')) : ' ';
  const kind = kindWords[row.kind];
  const wide = pen.screen.columns >= kindColumnFrom;
  const words = pen.text(wide ? sayRow(row) : [kind, sayRow(row)].join(' '));
  const column = wide ? `${colours.dim(kind.padEnd(9))} ` : '';
  const text = row.decisive ? colours.bold(words) : isBad(row) ? colours.yellow(words) : words;
  const first = `${mark} ${colours.dim(label.padStart(labelWidth))} ${column}`;
  return pen.wrap(text, { first, rest: ' '.repeat(pen.width(first) + (wide ? 0 : 1)) });
}

export const kindWords: Record<TimelineRow['kind'], string> = {
  activity: 'activity',
  timer: 'timer',
  signal: 'signal',
  update: 'update',
  child: 'child',
  'task-failure': 'failure',
  cancel: 'cancel',
  crash: 'crash',
  effect: 'effect',
  end: 'end',
  'left-out': 'and then',
};

/** One row in words: `bookHotel failed at attempt 3: SoldOut`. */
export function sayRow(row: TimelineRow): string {
  const { name, outcome, attempts, detail, from, to } = row;
  const tried = attempts === undefined ? '' : ` at attempt ${attempts}`;
  const took = to !== undefined && to - from >= 1000 && row.kind !== 'timer' ? `, after ${sayDuration(to - from)}` : '';
  return `${name}${outcome ? sayOutcome(outcome, row.kind, tried) : ''}${took}${detail ? `: ${detail}` : ''}`;
}

function sayOutcome(outcome: NonNullable<TimelineRow['outcome']>, kind: TimelineRow['kind'], tried: string): string {
  switch (outcome) {
    case 'completed':
      return tried && ` completed${tried}`;
    case 'failed':
    case 'refused':
    case 'lost':
      return ` ${outcome}${tried}`;
    case 'timed-out':
      return ` timed out${tried}`;
    case 'canceled':
      return ' canceled';
    case 'fired':
      return ', fired';
    case 'open':
      return kind === 'timer' ? ', still running' : ` not finished${tried}`;
    default:
      return unreachable(outcome);
  }
}

export function isBad({ kind, outcome }: TimelineRow): boolean {
  return (
    kind === 'crash' ||
    kind === 'task-failure' ||
    outcome === 'failed' ||
    outcome === 'timed-out' ||
    outcome === 'refused' ||
    outcome === 'lost'
  );
}

function renderBar(row: TimelineRow, { from, to }: Timeline, pen: Pen): string {
  const cell = (at: number) => Math.min(barCells - 1, Math.floor(((at - from) / (to - from)) * barCells));
  const open = row.outcome === 'open';
  const [first, last] = [cell(row.from), open ? barCells - 1 : cell(row.to ?? row.from)];
  const spans = row.to !== undefined || open;
  const cells = Array.from({ length: barCells }, (_cell, index) => {
    if (index < first || index > last) return ' ';
    return pen.symbol(!spans ? 'point' : open ? 'open' : first === last ? 'point' : 'span');
  });
  const edge = pen.colours.dim(pen.symbol('bar'));
  const bar = cells.join('');
  return `${edge}${row.decisive ? pen.colours.red(bar) : isBad(row) ? pen.colours.yellow(bar) : bar}${edge}`;
}

function withBar(text: string, bar: string, inner: Pen): string {
  const [first = '', ...rest] = text.split('\n');
  return [`${first}${' '.repeat(Math.max(1, inner.screen.columns - inner.width(first) + 1))}${bar}`, ...rest].join(
    '\n',
  );
}

/** At most `limit` rows, with the number of rows left out in their places. */
function select(rows: readonly TimelineRow[], limit: number): (TimelineRow | number)[] {
  if (rows.length <= limit + 3) return [...rows];
  const decisive = rows.findIndex((row) => row.decisive);
  const tail = Math.ceil(limit / 3);
  const around = decisive === -1 ? [] : [-2, -1, 0, 1].map((step) => decisive + step);
  const keep = new Set(
    [...rows.keys()].slice(0, limit - tail - around.length).concat(around, [...rows.keys()].slice(-tail)),
  );
  const shown: (TimelineRow | number)[] = [];
  rows.forEach((row, index) => {
    const last = shown.at(-1);
    if (keep.has(index) || row.kind === 'left-out') shown.push(row);
    else if (typeof last === 'number') shown[shown.length - 1] = last + 1;
    else shown.push(1);
  });
  return shown;
}
