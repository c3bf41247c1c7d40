import { chooseHint } from '../check/known-mistakes.ts';
import { topicAfter } from '../progress/progress.ts';
import type { Finding } from '../verdict/verdict.ts';
import { reduceListKey } from './reduce-list.ts';
import type { Key, Page, State, Step } from './state.ts';
import { leave, only, quiet, say, startRun } from './steps.ts';

/** Lines that one press of a key moves a page. */
const steps: Partial<Record<Key['kind'], number>> = {
  ...{ up: -1, down: 1, 'page-up': -15, 'page-down': 15, home: Number.NEGATIVE_INFINITY, end: 1_000_000 },
};

/** What a key does. Every key works at any time, also while something is being checked. Pure. */
export function reduceKey(before: State, key: Key): Step {
  if (key.kind === 'interrupt') return { state: before, effects: [{ kind: 'quit', code: 130 }] };
  if (before.asking) return answer(before, key);
  if (before.page.kind === 'list') {
    const step = reduceListKey(before, before.page, key);
    if (step) return step;
  }
  const state = quiet(before);
  const lines = steps[key.kind];
  if (lines !== undefined) return only(scrollBy(state, lines));
  if (key.kind === 'escape' || key.kind === 'backspace') return only(leave(state));
  if (key.kind === 'left' || key.kind === 'right') return only(lookBack(state, key.kind === 'left' ? -1 : 1));
  return key.kind === 'char' ? reduceChar(state, key.char) : only(state);
}

function reduceChar(state: State, char: string): Step {
  const { topic } = state.desk;
  switch (char) {
    case ' ':
      return only(scrollBy(state, 15));
    case 'n':
      return goOn(state);
    case 'l':
    case 'p': {
      const page = { kind: 'list', cursor: topic.slug, filter: 'all', search: '', typing: false } as const;
      return toggle(state, page, [{ kind: 'survey' }]);
    }
    case 'h':
      return hint(state);
    case 'e':
      return toggle(state, { kind: 'lesson' });
    case 'd':
      return diff(state);
    case 't':
      return timeline(state);
    case 'a':
      return only({ ...state, full: !state.full, page: { kind: 'home' }, scroll: 0 });
    case 'r':
      return startRun(leave(state));
    case 'x':
      return only({ ...state, asking: true });
    case 'o':
      return { state, effects: [{ kind: 'edit', topic }] };
    case 'w':
      return { state: say(state, 'Opening the course in the browser…'), effects: [{ kind: 'browse', topic }] };
    case '?':
      return toggle(state, { kind: 'help' });
    case 'q':
      return { state, effects: [{ kind: 'quit', code: 0 }] };
    default:
      return only(
        say(state, `${char.trim() === '' ? 'This key' : `The key ${char}`} does nothing. ? shows those that do.`),
      );
  }
}

/** The answer to whether the exercise may be reset. */
function answer(state: State, key: Key): Step {
  const yes = key.kind === 'char' && /^[yY]$/.test(key.char);
  if (!yes) return only(say(quiet(state), 'Nothing was changed.'));
  return { state: leave(state), effects: [{ kind: 'restore', topic: state.desk.topic }] };
}

function toggle(state: State, page: Page, effects: Step['effects'] = []): Step {
  if (state.page.kind === page.kind) return only(leave(state));
  return { state: { ...state, page, scroll: 0 }, effects };
}

function goOn(state: State): Step {
  const { topics, progress, desk, states } = state;
  if (states[desk.topic.slug] !== 'passed')
    return only(say(state, 'n goes on when this exercise has passed. l picks any other topic.'));
  const next = topicAfter(topics, progress, desk.topic.slug);
  if (!next) return only(say(state, `All ${topics.length} topics have passed. l picks one to go through again.`));
  return { state: leave(state), effects: [{ kind: 'open', topic: next }] };
}

/** One rung more; the first one after a known mistake is the one that helps against it. */
function hint(state: State): Step {
  const { desk, progress, page } = state;
  const { slug } = desk.topic;
  const of = desk.lesson.hints.length;
  if (of === 0) return only(say(state, 'This topic has no hints.'));
  if (page.kind === 'hint' && page.rung === of)
    return only(say(state, 'That was the last hint. d compares your exercise with the solution.'));
  const seen = progress[slug]?.hints ?? 0;
  const hinted = state.hinted ?? progress[slug]?.hinted;
  const from = page.kind === 'hint' ? page.rung : seen;
  const { mistakes } = desk.known;
  const next = chooseHint({ mistakes, finding: firstFinding(state), hinted, from, of });
  const { rung, because } = next;
  const chosen = next.hinted === undefined ? {} : { hinted: next.hinted };
  return {
    state: { ...state, page: { kind: 'hint', rung, ...(because !== undefined && { because }) }, scroll: 0, ...chosen },
    effects: [{ kind: 'remember-hint', slug, rung: Math.max(seen, rung), ...chosen }],
  };
}

/** The finding that comes first, of an exercise somebody has worked on. */
function firstFinding({ shown }: State): Finding | undefined {
  if (shown.kind !== 'verdict' || shown.asShipped || shown.verdict.kind === 'passed') return undefined;
  return shown.verdict.findings[0];
}

/** Other rungs that have been seen. */
function lookBack(state: State, by: number): State {
  const { page, progress, desk } = state;
  if (page.kind !== 'hint') return state;
  const seen = Math.max(progress[desk.topic.slug]?.hints ?? 0, page.rung);
  return { ...state, page: { kind: 'hint', rung: Math.max(1, Math.min(page.rung + by, seen)) }, scroll: 0 };
}

function diff(state: State): Step {
  const { topic } = state.desk;
  if (state.page.kind === 'diff') return only(leave(state));
  const record = state.progress[topic.slug];
  if (record?.passed || (record?.asked ?? 0) > 0) return { state, effects: [{ kind: 'read-diff', topic }] };
  const text = 'Not passed yet; h may be enough. Press d once more to see the solution anyway.';
  return { state: say(state, text), effects: [{ kind: 'remember-asking', slug: topic.slug }] };
}

/** The timeline of the first failed check that has one, then of the next, then back. */
function timeline(state: State): Step {
  const found = timelines(state);
  const index = state.page.kind === 'timeline' ? state.page.index + 1 : 0;
  if (found.length === 0) return only(say(state, 'There is no timeline: no failed check has a history to show.'));
  return only(index < found.length ? { ...state, page: { kind: 'timeline', index }, scroll: 0 } : leave(state));
}

/** The findings shown that have a timeline. Pure. */
export function timelines({ shown }: Pick<State, 'shown'>): Finding[] {
  const findings =
    shown.kind === 'first'
      ? [shown.finding]
      : shown.kind === 'verdict' && shown.verdict.kind !== 'passed'
        ? shown.verdict.findings
        : [];
  return findings.filter((finding) => finding.timeline);
}

function scrollBy(state: State, lines: number): State {
  return { ...state, scroll: Math.max(0, state.scroll + lines) };
}
