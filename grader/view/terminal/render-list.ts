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
  const width = Math.max(...listed.map(({ topic }) => pen.width(pen.ascii(topic.title))), 0);
  const lines = listed.map((entry) => renderTopic(entry, width, pen));
  return [renderBar(listed, pen), '', ...lines].join('\n');
}

function renderBar(listed: readonly ListedTopic[], pen: Pen): string {
  const done = listed.filter(({ state }) => state === 'passed').length;
  const words = `${done} of ${listed.length} topics passed`;
  if (!pen.screen.unicode || pen.screen.columns < listed.length + words.length + 2) return pen.wrap(words);
  const { green, dim } = pen.colours;
  const bar = `${green(pen.symbol('span').repeat(done))}${dim(pen.symbol('ahead').repeat(listed.length - done))}`;
  return `${bar}  ${words}`;
}

function renderTopic({ topic, state, current }: ListedTopic, width: number, pen: Pen): string {
  const { bold, cyan, dim, green, yellow } = pen.colours;
  const paint = { passed: green, changed: yellow, started: cyan, untouched: dim }[state];
  const number = String(topic.number).padStart(2, '0');
  const title = pen.ascii(topic.title);
  const name = current ? bold(title) : title;
  const notes = [current ? 'current' : '', stateWords[state]].filter((note) => note !== '').join(', ');
  const minutes = topic.minutes > 0 ? `${topic.minutes} min` : '';
  if (!pen.screen.unicode) {
    const facts = [minutes, notes].filter((fact) => fact !== '').join(', ');
    return pen.wrap(`${number} ${name} (${topic.slug})${facts ? `: ${facts}` : ''}`, { first: '', rest: '   ' });
  }
  const mark = `${current ? cyan(pen.symbol('current')) : ' '}${paint(pen.symbol(state))}`;
  const left = `${mark} ${number} ${name}`;
  const gap = ' '.repeat(width - pen.width(title));
  const line = `${left}${gap}  ${dim(minutes.padStart(6))}  ${dim(topic.slug)}`;
  const noted = notes ? `${line}  ${paint(notes)}` : line;
  const fitting = [noted, line, left].find((text) => pen.width(text) <= pen.screen.columns);
  return fitting ?? pen.wrap(left, { first: '', rest: '      ' });
}
