import type { Topic } from '../../catalog/topic.ts';
import { unreachable } from '../../catalog/unreachable.ts';
import type { TopicState } from '../../progress/read-state.ts';
import { drawBar } from './render-list.ts';
import { openPen, type Pen, type Screen } from './screen.ts';
import type { RenderedPage } from './watch-page.ts';

/** What the watch is doing, in the line above the keys. */
export type StatusView =
  | { kind: 'starting' }
  | { kind: 'checking'; done: number; failed: number }
  | { kind: 'stopping' }
  | { kind: 'watching'; folder: string }
  | { kind: 'asking'; question: string }
  | { kind: 'searching'; text: string };

export interface NoteView {
  tone: 'info' | 'warning';
  text: string;
}

/** Everything of a frame but its page. */
export interface FrameView {
  topic: Topic;
  states: readonly TopicState[];
  status: StatusView;
  note?: NoteView;
  /** Keys that do something now, each with a word; the most wanted first. */
  keys: readonly [string, string][];
  /** First line of the page that is shown; too large is the end. */
  scroll: number;
}

export interface Frame {
  /** Exactly as many as the window has rows, none wider than it. */
  lines: string[];
  /** The scroll as it turned out to be possible. */
  scroll: number;
}

/** A whole window: head, page, what is going on, keys. Pure. */
export function renderFrame(view: FrameView, rendered: RenderedPage, window: { screen: Screen; rows: number }): Frame {
  const { rows } = window;
  const pen = openPen(window.screen);
  const page = fold(rendered, pen);
  const small = rows < 14;
  const head = small ? [renderHead(view, pen)] : [renderHead(view, pen), rule(pen)];
  const status = clip([...renderNote(view.note, pen), renderStatus(view.status, pen)], small ? 1 : 4);
  const keys = renderKeys(view.keys, pen, small ? 1 : 3);
  const room = Math.max(1, rows - head.length - status.length - keys.length - (small ? 0 : 1));
  const scroll = clampScroll(view.scroll, page, room);
  const shown = page.lines.slice(scroll, scroll + room);
  while (shown.length < room) shown.push('');
  const foot = small ? [] : [renderMore({ scroll, room, total: page.lines.length }, pen)];
  const lines = [...head, ...shown, ...foot, ...status, ...keys].slice(0, rows);
  return { lines: lines.map((line) => cut(line, pen)), scroll };
}

/** What is too wide for the window goes on in a line of its own; a page with a focus keeps its lines. */
function fold({ lines, focus }: RenderedPage, pen: Pen): RenderedPage {
  if (focus !== undefined) return { lines, focus };
  const { columns } = pen.screen;
  return { lines: lines.flatMap((line) => (pen.width(line) > columns ? pen.wrapTo(line, columns) : [line])) };
}

function cut(line: string, pen: Pen): string {
  const { columns } = pen.screen;
  return pen.width(line) > columns ? (pen.wrapTo(line, columns)[0] ?? '') : line;
}

function clampScroll(wanted: number, { lines, focus }: RenderedPage, room: number): number {
  const furthest = Math.max(0, lines.length - room);
  const scroll = Math.max(0, Math.min(wanted, furthest));
  if (focus === undefined) return scroll;
  return Math.max(0, Math.min(Math.max(scroll, focus - room + 1), focus));
}

/** Number and title at the left, the course at the right. */
function renderHead({ topic, states }: FrameView, pen: Pen): string {
  const title = pen.colours.bold(pen.ascii(`${String(topic.number).padStart(2, '0')} ${topic.title}`));
  const count = `${states.filter((state) => state === 'passed').length} of ${states.length}`;
  const bar = pen.screen.unicode ? `${drawBar(states, pen)} ` : '';
  return pen.justify(title, `${bar}${count}`) ?? pen.justify(title, count) ?? title;
}

function rule(pen: Pen): string {
  return pen.colours.dim(pen.symbol('rule').repeat(pen.screen.columns));
}

function renderMore({ scroll, room, total }: { scroll: number; room: number; total: number }, pen: Pen): string {
  const below = Math.max(0, total - scroll - room);
  if (below === 0 && scroll === 0) return rule(pen);
  const words = below > 0 ? ` ${below} more lines: space or ↓ ` : ' the end: ↑ goes back ';
  const { dim } = pen.colours;
  const side = Math.max(0, pen.screen.columns - pen.width(words) - 2);
  return dim(`${pen.symbol('rule').repeat(2)}${words}${pen.symbol('rule').repeat(side)}`);
}

export function renderNote(note: NoteView | undefined, pen: Pen): string[] {
  if (!note) return [];
  const { yellow } = pen.colours;
  const first = note.tone === 'warning' ? `${yellow(pen.symbol('warning'))} ` : '';
  return pen.wrap(pen.text(note.text), { first, rest: note.tone === 'warning' ? '  ' : '' }).split('\n');
}

/** What is going on, in one line. */
export function renderStatus(status: StatusView, pen: Pen): string {
  const { cyan, dim, yellow } = pen.colours;
  const busy = (words: string) => (pen.screen.unicode ? `${cyan('●')} ${words}` : words);
  switch (status.kind) {
    case 'starting':
      return busy(pen.ascii('Starting the engine…'));
    case 'checking': {
      const { done, failed } = status;
      const so = done === 0 ? '' : ` ${done - failed} held${failed > 0 ? `, ${failed} not` : ''}`;
      return busy(pen.ascii(`Checking…${so}`));
    }
    case 'stopping':
      return busy(pen.ascii('Saved again: starting over…'));
    case 'watching':
      return dim(`Waiting for a save in ${status.folder}`);
    case 'asking':
      return pen.wrap(yellow(pen.ascii(status.question)));
    case 'searching':
      return `Search: ${status.text}_`;
    default:
      return unreachable(status);
  }
}

/** The keys in as few lines as they need, at most `limit`; what does not fit is behind `?`. */
function renderKeys(keys: readonly [string, string][], pen: Pen, limit: number): string[] {
  const { bold, dim } = pen.colours;
  const lines: string[] = [];
  let line = '';
  for (const [key, word] of keys) {
    const shown = `${bold(pen.ascii(key))} ${dim(word)}`;
    const longer = line === '' ? shown : `${line}  ${shown}`;
    if (pen.width(longer) <= pen.screen.columns) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = shown;
  }
  return clip([...lines, line], limit);
}

/** What stays in the terminal when the window is given back. */
export function renderFarewell({ topic, states }: FrameView, screen: Screen): string {
  const pen = openPen(screen);
  const passed = states.filter((state) => state === 'passed').length;
  const place = `${String(topic.number).padStart(2, '0')} ${topic.title}`;
  return pen.wrap(pen.text(`${place}. ${passed} of ${states.length} topics passed. \`npx kata\` goes on from here.`));
}

function clip(lines: string[], limit: number): string[] {
  return lines.flatMap((line) => line.split('\n')).slice(0, limit);
}
