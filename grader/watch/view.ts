import { unreachable } from '../catalog/unreachable.ts';
import type { FrameView, StatusView } from '../view/terminal/watch-frame.ts';
import type { PageView, ShownView } from '../view/terminal/watch-page.ts';
import { timelines } from './reduce-key.ts';
import { listedOn } from './reduce-list.ts';
import type { State } from './state.ts';

/** The page of a state, as a view takes it. Pure. */
export function pageOf(state: State): PageView {
  const { page, desk, opening, full } = state;
  const { topic, lesson } = desk;
  switch (page.kind) {
    case 'home':
      return { kind: 'home', topic, shown: shownOf(state), full, ...(opening && { opening: lesson }) };
    case 'hint': {
      const hint = lesson.hints[page.rung - 1] ?? { title: '', text: '' };
      const because = page.because === undefined ? {} : { because: page.because };
      return { kind: 'hint', topic, hint, rung: page.rung, of: lesson.hints.length, ...because };
    }
    case 'lesson':
      return { kind: 'lesson', topic, lesson };
    case 'diff':
      return { kind: 'diff', topic, before: page.before, after: page.after };
    case 'timeline': {
      const found = timelines(state);
      const finding = found[page.index];
      if (finding) return { kind: 'timeline', finding, index: page.index, of: found.length };
      return { kind: 'home', topic, shown: shownOf(state), full };
    }
    case 'list': {
      const { cursor, filter, search } = page;
      return { kind: 'list', listed: listedOn(state, page), cursor, filter, search };
    }
    case 'help':
      return { kind: 'help', keys: help };
    default:
      return unreachable(page);
  }
}

function shownOf({ shown, desk, states }: State): ShownView {
  if (shown.kind !== 'verdict') return shown;
  const { topic, known } = desk;
  const files = topic.edits.map((file) => `${topic.exercise}/${file}`).join(' and ') || topic.exercise;
  switch (shown.verdict.kind) {
    case 'passed': {
      const others = Object.entries(states).some(([slug, state]) => slug !== topic.slug && state !== 'passed');
      const on = others ? 'n goes on to the next topic' : 'That was the last one: all topics have passed';
      const passed = { matters: topic.matters || topic.summary, alternatives: known.alternatives };
      return { ...shown, passed, next: [`${on} · d compares your answer with the course's own`] };
    }
    case 'failed':
    case 'unrunnable':
      return { ...shown, next: [`Edit ${files}: every save is checked. h gives a hint, e shows the lesson.`] };
    case 'inconclusive':
      return {
        ...shown,
        next: [
          `r tries again. \`npx kata doctor\` looks at what the grader needs, \`npx kata report ${topic.number}\` tells the course.`,
        ],
      };
    default:
      return unreachable(shown.verdict);
  }
}

/** Everything of a frame but its page. Pure. */
export function frameOf(state: State): FrameView {
  const { desk, note, scroll, topics, states } = state;
  return {
    topic: desk.topic,
    states: topics.map(({ slug }) => states[slug] ?? 'untouched'),
    status: statusOf(state),
    keys: keysOf(state),
    scroll,
    ...(note && { note }),
  };
}

function statusOf({ asking, desk, page, ready, run }: State): StatusView {
  const { exercise } = desk.topic;
  if (asking)
    return { kind: 'asking', question: `Bring ${exercise} back as it was shipped? A copy of your work is kept. [y/N]` };
  if (page.kind === 'list' && page.typing) return { kind: 'searching', text: page.search };
  switch (run.kind) {
    case 'idle':
      return { kind: 'watching', folder: exercise };
    case 'running':
      return ready ? { kind: 'checking', done: run.done, failed: run.failed } : { kind: 'starting' };
    case 'stopping':
      return { kind: 'stopping' };
    default:
      return unreachable(run);
  }
}

/** Keys that do something now, the most wanted first. Pure. */
function keysOf(state: State): [string, string][] {
  const { page, asking, states, desk } = state;
  if (asking)
    return [
      ['y', 'yes, reset'],
      ['any other key', 'no'],
    ];
  if (page.kind === 'list') {
    if (page.typing)
      return [
        ['enter', 'keep'],
        ['esc', 'clear'],
        ['↑ ↓', 'move'],
      ];
    return [
      ['↑ ↓', 'move'],
      ['enter', 'pick'],
      ['/', 'search'],
      ['f', 'filter'],
      ['esc', 'back'],
      ['?', 'help'],
      ['q', 'quit'],
    ];
  }
  const passed = states[desk.topic.slug] === 'passed';
  const back: [string, string][] = page.kind === 'home' ? [] : [['esc', 'back']];
  const older: [string, string][] = page.kind === 'hint' && page.rung > 1 ? [['← →', 'other hints']] : [];
  return [
    ...back,
    ...(passed ? [['n', 'next'] satisfies [string, string]] : []),
    ['h', page.kind === 'hint' ? 'next hint' : 'hint'],
    ...older,
    ['e', 'lesson'],
    ...(timelines(state).length > 0 ? [['t', 'timeline'] satisfies [string, string]] : []),
    ['a', state.full ? 'first finding' : 'all findings'],
    ['d', 'diff'],
    ['l', 'list'],
    ['r', 'run'],
    ['x', 'reset'],
    ['o', 'open'],
    ['w', 'web'],
    ['?', 'help'],
    ['q', 'quit'],
  ];
}

const help: readonly [string, string][] = [
  ['n', 'next: the next topic that has not passed, once this one has'],
  ['l, p', 'list: all topics; pick one'],
  ['h', 'hint: one rung more; after a mistake the course knows, first the rung that helps against it'],
  ['e', 'lesson'],
  ['d', 'diff: your exercise and the solution; before it has passed, press it twice'],
  ['t', 'timeline of the failed check; again for the next one'],
  ['a', 'all findings in full, or the first one'],
  ['r', 'run: check again without a save'],
  ['x', 'reset: the exercise as it was shipped; asks, and keeps a copy of your work'],
  ['o', 'open the exercise in $VISUAL, $EDITOR or VS Code'],
  ['w', 'web: this topic in the browser, on the same files and the same progress'],
  ['↑ ↓ space', 'scroll'],
  ['esc', 'back to the verdict'],
  ['q, Ctrl-C', 'quit'],
];
