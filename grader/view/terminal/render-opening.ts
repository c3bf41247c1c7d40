import type { Topic } from '../../catalog/topic.ts';
import { openPen, type Screen } from './screen.ts';

/** What a learner reads on coming to a topic: what it is about, and where its files are. */
export function renderOpening(topic: Topic, screen: Screen): string {
  const pen = openPen(screen);
  const { number, title, minutes, summary, lesson, exercise, edits } = topic;
  const time = minutes > 0 ? ` · about ${minutes} minutes` : '';
  const files = edits.map((file) => `${exercise}/${file}`).join(', ') || exercise;
  const lines: [string, string][] = [
    ['lesson', lesson],
    ['edit', files],
    ['read', `\`npx kata lesson ${number}\``],
    ['grade', `\`npx kata check ${number}\``],
  ];
  return [
    pen.wrap(pen.colours.bold(pen.text(`${String(number).padStart(2, '0')} ${title}${time}`))),
    ...(summary === '' ? [] : [pen.wrap(pen.text(summary))]),
    '',
    ...lines.map(([name, text]) => pen.wrap(pen.text(text), { first: `  ${name.padEnd(7)} `, rest: ' '.repeat(10) })),
  ].join('\n');
}
