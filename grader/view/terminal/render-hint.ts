import type { Hint } from '../../catalog/lesson.ts';
import type { Topic } from '../../catalog/topic.ts';
import { renderMarkdown } from './render-markdown.ts';
import { openPen, type Screen } from './screen.ts';

/** One rung of a topic's hints; `rung` counts from 1, `because` is the known mistake it was chosen for. */
export function renderHint(
  { topic, hint, rung, of, because }: { topic: Topic; hint: Hint; rung: number; of: number; because?: string },
  screen: Screen,
): string {
  const pen = openPen(screen);
  const number = String(topic.number).padStart(2, '0');
  const head = pen.text(`${number} ${topic.title} · hint ${rung} of ${of}: ${hint.title}`);
  const known = because === undefined ? '' : `${pen.wrap(pen.text(`A known mistake: ${because}`))}\n\n`;
  return `${pen.wrap(pen.colours.bold(head))}\n\n${known}${renderMarkdown(hint.text, screen, { highlight: (code) => code, pictures: topic.lesson })}`;
}
