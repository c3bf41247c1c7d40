import type { State, Step } from './state.ts';

/** Grades the exercise as it is now; a run that goes on is stopped first. Pure. */
export function startRun(state: State): Step {
  const { run } = state;
  if (run.kind === 'stopping') return only(state);
  if (run.kind === 'running')
    return { state: { ...state, run: { kind: 'stopping', id: run.id } }, effects: [{ kind: 'stop', id: run.id }] };
  return beginRun(state, state.lastRun + 1);
}

/** Begins a run with this id. Pure. */
export function beginRun(state: State, id: number): Step {
  const run = { kind: 'running', id, done: 0, failed: 0 } as const;
  return { state: { ...state, run, lastRun: id }, effects: [{ kind: 'grade', id, topic: state.desk.topic }] };
}

/** Goes back to the main page. Pure. */
export function leave(state: State): State {
  return { ...quiet(state), page: { kind: 'home' }, scroll: 0 };
}

/** Without the note and the question that were there. Pure. */
export function quiet({ note: _, ...state }: State): State {
  return { ...state, asking: false };
}

/** With one line for the learner. Pure. */
export function say(state: State, text: string): State {
  return { ...state, note: { tone: 'info', text } };
}

/** A step that needs nothing to be done. Pure. */
export function only(state: State): Step {
  return { state, effects: [] };
}
