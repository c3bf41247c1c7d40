import type { Lab } from './lab.ts';
import { eventsOf } from './read-history.ts';
import type { Run } from './run.ts';
import { isClosed, lastTask, openActivities, openChildren, openTimers } from './still-open.ts';
import { WakingTime } from './waking-time.ts';

/** How a run stands, from its history. */
export interface RunState {
  run: Run;
  isOver: boolean;
  /** Something of it is under way: an activity, a task, the start of a child, or the news that a child has ended. */
  isBusy: boolean;
  /** Workflow ids of children that it has not heard the end of. */
  children: string[];
  /** How many timers are running. */
  timers: number;
  /** The activity that is open; the first of several. */
  activity: string | undefined;
  /** How many events there are. */
  events: number;
}

/** How all runs of a check stand. One whose child has just begun, or just ended, is about to hear of it: it is busy, too. */
export async function runStates(lab: Lab): Promise<RunState[]> {
  const states = await Promise.all(lab.runs.map(readState));
  const open = new Set(states.filter(({ isOver }) => !isOver).map(({ run }) => run.workflowId));
  return states.map((state) => ({ ...state, isBusy: state.isBusy || state.children.some((id) => !open.has(id)) }));
}

/** Whether a worker holds a workflow task of this run: local activities run inside of one. */
export async function isInTask(run: Run): Promise<boolean> {
  return (await openTask(run)) !== undefined;
}

/** The event with which the task began that a worker holds. */
async function openTask(run: Run): Promise<number | undefined> {
  const last = lastTask(await run.history());
  return last?.type === 'TaskStarted' ? last.id : undefined;
}

/** Whether somebody is at work for a run: at an activity, or at a task in which a local one runs. */
export async function isUnderWay(run: Run): Promise<boolean> {
  return (await isAtActivity(run)) || (await isInTask(run));
}

async function isAtActivity(run: Run): Promise<boolean> {
  return (await run.pending()).some(({ state }) => state === 'started');
}

/** A task that only hears some news is over sooner. */
const NEWS_MS = 150;

/** The run that somebody is at work for: one that the check started, or a child of it. */
export async function findUnderWay(lab: Lab): Promise<Run | undefined> {
  for (const run of lab.runs) if (await isAtActivity(run)) return run;
  for (const run of lab.runs) {
    const task = await openTask(run);
    if (task === undefined) continue;
    // A parent hears that its child has started just when the child is at work.
    await lab.linger(NEWS_MS);
    if ((await openTask(run)) === task) return run;
  }
  return undefined;
}

/** Waits until a run's code has heard the latest signal, or has been busy with a task of its own for half a second. */
export async function untilHeard(lab: Lab, run: Run): Promise<void> {
  let looks = 0;
  await lab.eventually(async () => {
    const events = await run.history();
    const signaled = eventsOf(events, 'Signaled').at(-1);
    const isHeard = signaled && eventsOf(events, 'TaskCompleted').some(({ id }) => id > signaled.id);
    // A task that is under way keeps the signal waiting; it is heard when that task is done.
    return isHeard || ++looks === 20;
  }, 'the signal to arrive');
}

/** Whether a timer is running, so that a wait will end by itself. */
export async function isTimed(run: Run): Promise<boolean> {
  return (await readState(run)).timers > 0;
}

/** Real time without any event after which a step that is still open counts as one that waits. */
export const PATIENCE_MS = 3000;

/**
 * Waits until nothing is to be done, and gives the activity that is still open when nothing happens for a while.
 * @param what what is waited for, for the finding where it never comes: `` `trial` to come to its next wait ``
 */
export async function findOpenStep(lab: Lab, what: string): Promise<{ activity: string; run: Run } | undefined> {
  let seen = -1;
  let since = 0;
  const time = new WakingTime();
  const look = async () => {
    const states = await runStates(lab);
    const busy = states.find(({ isBusy }) => isBusy);
    if (!busy) return { kind: 'rest' as const };
    const events = states.reduce((sum, { events }) => sum + events, 0) + lab.ledger.rows.length;
    const now = time.read();
    if (events !== seen) since = now;
    seen = events;
    // A task of the workflow itself that does not end is told of by the failure it comes to.
    if (!busy.activity) return undefined;
    return now - since > PATIENCE_MS && { kind: 'open' as const, run: busy.run, activity: busy.activity };
  };
  const found = await lab.eventually(look, what, { ms: 4 * PATIENCE_MS });
  return found.kind === 'open' ? found : undefined;
}

/** Read from the history alone: two answers of the server could be of two moments. */
async function readState(run: Run): Promise<RunState> {
  const events = await run.history();
  const isOver = isClosed(events);
  const [open] = openActivities(events);
  const task = lastTask(events);
  const isStarting = eventsOf(events, 'ChildInitiated').length > eventsOf(events, 'ChildStarted').length;
  return {
    run,
    isOver,
    isBusy: !isOver && (open !== undefined || isStarting || task?.type !== 'TaskCompleted'),
    children: isOver ? [] : openChildren(events),
    timers: openTimers(events).length,
    activity: open?.activity,
    events: events.length,
  };
}
