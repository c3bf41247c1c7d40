import type { Lesson } from '../../catalog/lesson.ts';
import type { Topic } from '../../catalog/topic.ts';
import { unfoldLesson } from './fold-lesson.ts';
import type { Highlight } from './highlight.ts';
import { renderMarkdown } from './render-markdown.ts';
import { openPen, type Screen } from './screen.ts';

/** A lesson for the terminal: the answers of its self-check come at the end, hints not at all. */
export function renderLesson(
  { topic, lesson, highlight }: { topic: Topic; lesson: Pick<Lesson, 'body'>; highlight: Highlight },
  screen: Screen,
): string {
  const pen = openPen(screen);
  const { bold, dim } = pen.colours;
  const { text, answers } = unfoldLesson(lesson.body);
  const style = { highlight, pictures: topic.lesson };
  const head = `${String(topic.number).padStart(2, '0')} ${topic.title}`;
  const facts = [...(topic.minutes > 0 ? [`about ${topic.minutes} minutes`] : []), topic.lesson];
  const ending = answers.map(({ summary, text: answer }, index) => `**${summary} ${index + 1}:** ${answer}`);
  return [
    pen.wrap(bold(pen.text(head))),
    pen.wrap(dim(pen.text(facts.join(' · ')))),
    '',
    renderMarkdown([text, ...ending].join('\n\n'), screen, style),
  ].join('\n');
}
