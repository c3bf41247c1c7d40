import type { Hint } from '../../catalog/lesson.ts';
import type { Topic } from '../../catalog/topic.ts';
import { renderMarkdown } from './render-markdown.ts';
import { openPen, type Screen } from './screen.ts';

/** One rung of a topic's hints; `rung` counts from 1. */
export function renderHint(
  { topic, hint, rung, of }: { topic: Topic; hint: Hint; rung: number; of: number },
  screen: Screen,
): string {
  const pen = openPen(screen);
  const number = String(topic.number).padStart(2, '0');
  const head = pen.text(`${number} ${topic.title} · hint ${rung} of ${of}: ${hint.title}`);
  return `${pen.wrap(pen.colours.bold(head))}\n\n${renderMarkdown(hint.text, screen, { highlight: (code) => code, pictures: topic.lesson })}`;
}
