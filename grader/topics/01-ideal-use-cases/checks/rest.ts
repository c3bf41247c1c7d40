import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { isClosed, openActivities, openChildren, openTimers } from '../../../lab/still-open.ts';
import { letters } from './effects.ts';
import { type Customer, findEnd, startTrial } from './trial.ts';

/** Starts a trial and waits until it waits, so that no time passes while it is still busy. */
export async function beginTrial(lab: Lab, address?: string): Promise<Customer> {
  const customer = await startTrial(lab, address);
  await findOpenActivity(lab);
  return customer;
}

/** Sends `subscribe`, and waits until the workflow's code has heard of it, or is busy with a step of its own. */
export async function sendSubscribe(lab: Lab, { run }: Customer): Promise<void> {
  try {
    await run.signal('subscribe');
  } catch (error) {
    // Nobody hears what comes after the end; what the check looks at next will tell.
    if (await findEnd(run)) return;
    throw error;
  }
  let looks = 0;
  await lab.eventually(async () => {
    const events = await run.history();
    const signaled = eventsOf(events, 'Signaled').at(-1);
    const isHeard = signaled && eventsOf(events, 'TaskCompleted').some(({ id }) => id > signaled.id);
    // A task that is under way keeps the signal waiting; it is heard when that task is done.
    return isHeard || ++looks === 20;
  }, 'the signal to arrive');
}

/** Real time without any event after which a step that is still open counts as one that waits. */
const PATIENCE_MS = 3000;

/** Waits until nothing is to be done, and gives the name of the activity that is still open when nothing happens. */
export async function findOpenActivity(lab: Lab): Promise<{ activity: string; run: Run } | undefined> {
  let seen = -1;
  let since = 0;
  const look = async () => {
    const states = await readStates(lab);
    const busy = states.find(({ isBusy }) => isBusy);
    if (!busy) return { kind: 'rest' as const };
    const events = states.reduce((sum, { events }) => sum + events, 0) + lab.ledger.rows.length;
    if (events !== seen) since = performance.now();
    seen = events;
    // A task of the workflow itself that does not end is told of by the failure it comes to.
    if (!busy.activity) return undefined;
    return performance.now() - since > PATIENCE_MS && { kind: 'open' as const, run: busy.run, activity: busy.activity };
  };
  const found = await lab.eventually(look, '`trial` to come to its next wait', { ms: 4 * PATIENCE_MS });
  return found.kind === 'open' ? found : undefined;
}

/** The same for the days after the reminder, or for whatever comes when the first wait is over. */
export async function findOpenAfterReminder(lab: Lab, customer: Customer): ReturnType<typeof findOpenActivity> {
  const isOver = async () => {
    if (letters(lab, customer, 'reminder').length > 0 || (await findEnd(customer.run))) return true;
    const states = await readStates(lab);
    // Without a timer no time passes: nothing more will happen by itself.
    return states.every(({ isBusy, timers }) => !isBusy && timers === 0);
  };
  await lab.eventually(isOver, 'the first wait to be over', { flowing: true });
  return await findOpenActivity(lab);
}

/** Whether a worker holds a workflow task of this run: local activities run inside of one. */
export async function isInTask(run: Run): Promise<boolean> {
  return (await run.history()).findLast(({ type }) => type.startsWith('Task'))?.type === 'TaskStarted';
}

/** Whether a timer is running, so that a wait will end by itself. */
export async function isTimed(run: Run): Promise<boolean> {
  return (await readState(run)).timers > 0;
}

/** How all runs stand. One whose child has just begun, or just ended, is about to hear of it: it is busy, too. */
async function readStates(lab: Lab) {
  const states = await Promise.all(lab.runs.map(readState));
  const open = new Set(states.filter(({ isOver }) => !isOver).map(({ run }) => run.workflowId));
  return states.map((state) => ({ ...state, isBusy: state.isBusy || state.children.some((id) => !open.has(id)) }));
}

/** How a run stands, read from its history alone: two answers of the server could be of two moments. */
async function readState(run: Run) {
  const events = await run.history();
  const isOver = isClosed(events);
  const [open] = openActivities(events);
  const task = events.findLast(({ type }) => type.startsWith('Task'));
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
