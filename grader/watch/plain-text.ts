import type { Highlight } from '../view/terminal/highlight.ts';
import { openPen, type Screen } from '../view/terminal/screen.ts';
import { renderNote, renderStatus } from '../view/terminal/watch-frame.ts';
import { renderPage } from '../view/terminal/watch-page.ts';
import type { Page, State } from './state.ts';
import { frameOf, pageOf } from './view.ts';

/**
 * What plain mode says when a state follows another (none: it is the first): only what is new, in the same words; often
 * nothing. Pure.
 */
export function renderAdded(
  state: State,
  before: State | undefined,
  { screen, highlight }: { screen: Screen; highlight: Highlight },
): string {
  const pen = openPen(screen);
  const text = (of: State) => renderPage(pageOf(withoutFirst(of)), screen, highlight);
  const [page, pageBefore] = [text(state), before ? text(before) : { lines: [] }];
  const [view, viewBefore] = [frameOf(state), before && frameOf(before)];
  // In a list of the same topics only the line one has come to is news.
  const moved = before !== undefined && isSameList(state.page, before.page);
  const [now, then] = [page, pageBefore].map(({ lines, focus = 0 }) =>
    moved ? (lines[focus] ?? '') : lines.join('\n'),
  );
  const blocks: string[] = [];
  blocks.push(withoutKnown(now ?? '', then ?? ''));
  if (view.note && view.note !== viewBefore?.note) blocks.push(renderNote(view.note, pen).join('\n'));
  const isNew = view.status.kind !== viewBefore?.status.kind;
  if (isNew && view.status.kind !== 'searching') blocks.push(pen.wrap(renderStatus(view.status, pen)));
  if (isNew && (view.status.kind === 'watching' || view.status.kind === 'asking')) {
    const keys = view.keys.map(([key, word]) => `${pen.ascii(key)} ${word}`).join(', ');
    blocks.push(pen.wrap(`Keys: ${keys}`));
  }
  return blocks.filter((block) => block !== '').join('\n\n');
}

function isSameList(one: Page, other: Page): boolean {
  return one.kind === 'list' && other.kind === 'list' && one.filter === other.filter && one.search === other.search;
}

/** The first finding of a run comes again with the verdict: said once is enough. */
function withoutFirst(state: State): State {
  return state.shown.kind === 'first' ? { ...state, shown: { kind: 'nothing' } } : state;
}

function withoutKnown(now: string, then: string): string {
  return then !== '' && now.startsWith(then) ? now.slice(then.length).trim() : now;
}
