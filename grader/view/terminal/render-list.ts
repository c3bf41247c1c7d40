import type { Topic } from '../../catalog/topic.ts';
import { openPen, type Pen, type Screen } from './screen.ts';

/** How far a learner is with a topic. `changed`: it has passed, and its exercise is another since. */
export type TopicState = 'passed' | 'changed' | 'started' | 'untouched';

export interface ListedTopic {
  topic: Topic;
  state: TopicState;
  /** The one a command without a topic means. */
  current: boolean;
}

const stateWords: Record<TopicState, string> = {
  passed: 'passed',
  changed: 'changed since it passed',
  started: 'started',
  untouched: '',
};

/** All topics with their states, and a bar over the course. */
export function renderList(listed: readonly ListedTopic[], screen: Screen): string {
  const pen = openPen(screen);
  return [renderBar(listed, pen), '', ...renderTopics(listed, pen)].join('\n');
}

function renderBar(listed: readonly ListedTopic[], pen: Pen): string {
  const done = listed.filter(({ state }) => state === 'passed').length;
  const words = `${done} of ${listed.length} topics passed`;
  if (!pen.screen.unicode || pen.screen.columns < listed.length + words.length + 2) return pen.wrap(words);
  const { green, dim } = pen.colours;
  const bar = `${green(pen.symbol('span').repeat(done))}${dim(pen.symbol('ahead').repeat(listed.length - done))}`;
  return `${bar}  ${words}`;
}

/** The richest form of the lines in which all of them fit. */
function renderTopics(listed: readonly ListedTopic[], pen: Pen): string[] {
  if (!pen.screen.unicode) return listed.map((entry) => renderInWords(entry, pen));
  const width = Math.max(...listed.map(({ topic }) => pen.width(topic.title)), 0);
  const forms = listed.map((entry) => formsOf(entry, width, pen));
  const fits = (form: number) => forms.every((lines) => pen.width(lines[form] ?? '') <= pen.screen.columns);
  const richest = [0, 1, 2].find(fits);
  return forms.map((lines) =>
    richest === undefined ? pen.wrap(lines[3] ?? '', { first: '', rest: '      ' }) : (lines[richest] ?? ''),
  );
}

/** A line with slug and state in words, with the slug, with the minutes, with the title alone. */
function formsOf({ topic, state, current }: ListedTopic, width: number, pen: Pen): [string, string, string, string] {
  const { bold, cyan, dim } = pen.colours;
  const paint = paintOf(state, pen);
  const mark = `${current ? cyan(pen.symbol('current')) : ' '}${paint(pen.symbol(state))}`;
  const title = `${mark} ${numberOf(topic)} ${current ? bold(topic.title) : topic.title}`;
  const gap = ' '.repeat(width - pen.width(topic.title));
  const timed = `${title}${gap}  ${dim(minutesOf(topic).padStart(6))}`.trimEnd();
  const named = `${title}${gap}  ${dim(minutesOf(topic).padStart(6))}  ${dim(topic.slug)}`;
  const words = sayState(state, current);
  return [words ? `${named}  ${paint(words)}` : named, named, timed, title];
}

function renderInWords({ topic, state, current }: ListedTopic, pen: Pen): string {
  const facts = [minutesOf(topic), sayState(state, current)].filter((fact) => fact !== '').join(', ');
  const text = `${numberOf(topic)} ${pen.ascii(topic.title)} (${topic.slug})${facts ? `: ${facts}` : ''}`;
  return pen.wrap(text, { first: '', rest: '   ' });
}

function paintOf(state: TopicState, { colours }: Pen): (text: string) => string {
  return { passed: colours.green, changed: colours.yellow, started: colours.cyan, untouched: colours.dim }[state];
}

function sayState(state: TopicState, current: boolean): string {
  return [current ? 'current' : '', stateWords[state]].filter((word) => word !== '').join(', ');
}

function numberOf({ number }: Topic): string {
  return String(number).padStart(2, '0');
}

function minutesOf({ minutes }: Topic): string {
  return minutes > 0 ? `${minutes} min` : '';
}
