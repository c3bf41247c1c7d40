import type { Topic } from '../../catalog/topic.ts';
import type { TopicState } from '../../progress/read-state.ts';
import { openPen, type Pen, type Screen } from './screen.ts';

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

/** Topics with their states, and a bar over the course; `shown` when only some of them are to be listed. */
export function renderList(
  listed: readonly ListedTopic[],
  screen: Screen,
  { shown = listed }: { shown?: readonly ListedTopic[] } = {},
): string {
  const pen = openPen(screen);
  const rows = shown.length === 0 ? [pen.wrap('No topic is like this.')] : renderTopics(shown, pen);
  return [renderBar(listed, pen), '', ...rows].join('\n');
}

function renderBar(listed: readonly ListedTopic[], pen: Pen): string {
  const states = listed.map(({ state }) => state);
  const words = `${states.filter((state) => state === 'passed').length} of ${states.length} topics passed`;
  if (!pen.screen.unicode || pen.screen.columns < states.length + words.length + 2) return pen.wrap(words);
  return `${drawBar(states, pen)}  ${words}`;
}

/** A cell for each topic, those that have passed first. */
export function drawBar(states: readonly TopicState[], pen: Pen): string {
  const done = states.filter((state) => state === 'passed').length;
  const { green, dim } = pen.colours;
  return `${green(pen.symbol('span').repeat(done))}${dim(pen.symbol('ahead').repeat(states.length - done))}`;
}

/** What a list can be narrowed to. */
export const statesOf: Record<'open' | 'passed' | 'changed', readonly TopicState[]> = {
  open: ['untouched', 'started', 'changed'],
  passed: ['passed'],
  changed: ['changed'],
};

/** The topics whose number, title, slug or state has all words of a search in it, and that fit the filter. Pure. */
export function filterTopics(
  listed: readonly ListedTopic[],
  { search = '', states }: { search?: string; states?: readonly TopicState[] },
): ListedTopic[] {
  const words = search.toLowerCase().split(/\s+/);
  return listed.filter(({ topic, state }) => {
    const text = `${numberOf(topic)} ${topic.title} ${topic.slug} ${topic.summary} ${stateWords[state]}`.toLowerCase();
    return (states === undefined || states.includes(state)) && words.every((word) => text.includes(word));
  });
}

/** The richest form of the lines in which all of them fit. */
export function renderTopics(listed: readonly ListedTopic[], pen: Pen): string[] {
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
