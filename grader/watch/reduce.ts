import { unreachable } from '../catalog/unreachable.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { reduceKey } from './reduce-key.ts';
import type { Event, State, Step } from './state.ts';
import { beginRun, leave, only, quiet, say, startRun } from './steps.ts';

/** Pages that a learner goes on reading when something is saved; all others are about what was graded before. */
const staysOpen = new Set<State['page']['kind']>(['lesson', 'list', 'help']);

/** What an event makes of a state, and what has to be done about it. Pure. */
export function reduce(state: State, event: Event): Step {
  switch (event.kind) {
    case 'key':
      return reduceKey(state, event.key);
    case 'saved': {
      // A question stays until it is answered, and so does what is said once: news of a file may be late.
      const { asking, note } = state;
      const next = staysOpen.has(state.page.kind) || asking ? quiet(state) : leave(state);
      return startRun({ ...next, asking, ...(note?.lasting && { note }), opening: false });
    }
    case 'unchanged':
      return only(
        state.run.kind === 'idle' ? say(state, 'Saved, and nothing is different: the verdict stands.') : state,
      );
    case 'ready':
      return only({ ...state, ready: true });
    case 'woke':
      return only(say(state, 'The computer was asleep. What is shown still holds; r checks again.'));
    case 'opened':
      return startRun({
        ...leave(withoutHint(state)),
        desk: event.desk,
        opening: true,
        shown: { kind: 'nothing' },
        full: false,
      });
    case 'surveyed':
      return only({ ...state, progress: event.progress, states: event.states });
    case 'diff-read': {
      if (event.topic !== state.desk.topic.slug) return only(state);
      const { before, after } = event;
      return only({ ...state, page: { kind: 'diff', before, after }, scroll: 0 });
    }
    case 'noted':
      return only({ ...state, note: event.note });
    case 'closed':
      return { state, effects: [{ kind: 'quit', code: 0 }] };
    case 'missing':
    case 'check-ended':
    case 'verdict':
    case 'stopped':
    case 'notices':
      return reduceRun(state, event);
    default:
      return unreachable(event);
  }
}

type RunEvent = Extract<Event, { id: number }>;

/** Events of an earlier run than the one that goes on say nothing any more. */
function reduceRun(state: State, event: RunEvent): Step {
  const { run } = state;
  if (event.kind === 'notices') return only(addNotices(state, event.lines));
  if (run.kind === 'idle' || run.id !== event.id) return only(state);
  // However a run ends that was asked to stop: the next one can begin.
  if (run.kind === 'stopping') return event.kind === 'check-ended' ? only(state) : beginRun(state, run.id + 1);
  switch (event.kind) {
    case 'missing':
      return only({ ...state, run: { kind: 'idle' }, shown: { kind: 'missing' } });
    case 'stopped':
      return only({ ...state, run: { kind: 'idle' } });
    case 'check-ended': {
      const { held, finding, asShipped } = event;
      const next = { ...run, done: run.done + 1, failed: run.failed + (held ? 0 : 1) };
      const isFirst = finding !== undefined && run.failed === 0;
      return only({ ...state, run: next, ...(isFirst && { shown: { kind: 'first', finding, asShipped } }) });
    }
    case 'verdict':
      return showVerdict(state, event);
    default:
      return unreachable(event);
  }
}

function showVerdict(state: State, { verdict, asShipped }: { verdict: Verdict; asShipped: boolean }): Step {
  const ended: State = { ...state, run: { kind: 'idle' } };
  if (verdict.kind === 'inconclusive' && !state.renewed) {
    const text = `${verdict.fault.message} (${verdict.fault.code}) That is not your code: engine and host are started anew, and it is checked again.`;
    const { state: again, effects } = startRun({ ...ended, renewed: true, note: { tone: 'warning', text } });
    return { state: again, effects: [{ kind: 'renew' }, ...effects] };
  }
  const shown: State = {
    ...ended,
    shown: { kind: 'verdict', verdict, asShipped },
    renewed: verdict.kind === 'inconclusive',
    ...(state.page.kind === 'timeline' && { page: { kind: 'home' } as const }),
  };
  const note = { tone: 'info', text: `${sayVerdict(verdict)}: esc shows it.` } as const;
  const seen = shown.page.kind === 'home';
  return { state: seen ? shown : { ...shown, note }, effects: [{ kind: 'remember-verdict', verdict }] };
}

function addNotices(state: State, lines: string[]): State {
  const { shown } = state;
  if (shown.kind !== 'verdict' || shown.verdict.kind === 'inconclusive') return state;
  const verdict = { ...shown.verdict, notices: [...shown.verdict.notices, ...lines] };
  return { ...state, shown: { ...shown, verdict } };
}

/** Which mistake was spoken of is another thing in another topic. */
function withoutHint({ hinted: _, ...state }: State): State {
  return state;
}

function sayVerdict({ kind }: Verdict): string {
  return kind === 'passed' ? 'Passed' : kind === 'inconclusive' ? 'No verdict' : 'Not passed';
}
