import type { Highlight } from '../view/terminal/highlight.ts';
import { openPen, type Screen } from '../view/terminal/screen.ts';
import { renderNote, renderStatus } from '../view/terminal/watch-frame.ts';
import { renderPage } from '../view/terminal/watch-page.ts';
import type { State } from './state.ts';
import { frameOf, pageOf } from './view.ts';

/** What plain mode says when a state follows another: only what is new, in the same words; often nothing. Pure. */
export function renderAdded(
  state: State,
  before: State,
  { screen, highlight }: { screen: Screen; highlight: Highlight },
): string {
  const pen = openPen(screen);
  const first = state === before;
  const page = renderPage(pageOf(state), screen, highlight).lines.join('\n');
  const pageBefore = first ? '' : renderPage(pageOf(before), screen, highlight).lines.join('\n');
  const [view, viewBefore] = [frameOf(state), frameOf(before)];
  const blocks: string[] = [];
  // A finding of a run that goes on comes again with its verdict: said once is enough.
  if (page !== pageBefore && page !== '' && state.shown.kind !== 'first') blocks.push(page);
  if (view.note && view.note !== viewBefore.note) blocks.push(renderNote(view.note, pen).join('\n'));
  const isNew = first || view.status.kind !== viewBefore.status.kind;
  if (isNew && view.status.kind !== 'searching') blocks.push(renderStatus(view.status, pen));
  if (isNew && (view.status.kind === 'watching' || view.status.kind === 'asking')) {
    const keys = view.keys.map(([key, word]) => `${pen.ascii(key)} ${word}`).join(', ');
    blocks.push(pen.wrap(`Keys: ${keys}`));
  }
  return blocks.join('\n\n');
}
