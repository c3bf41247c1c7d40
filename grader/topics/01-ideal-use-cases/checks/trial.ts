import { inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { openActivities, openTimers } from '../../../lab/still-open.ts';
import type { LedgerRow } from '../../../world/ledger.ts';

export const DAY = inMs('1 day');
/**
 * Between two days, and between two hours: the test server loses a task whose message comes in the moment in which the timer
 * fires that the task cancels, and a wait may end at every full day or hour.
 */
export const A_WHILE = inMs('257 minutes');

/** Days and nights count loosely: half a day early or late is still that day. */
const TOLERANCE = 0.5;

/** One customer's trial, and when it began. */
export interface Customer {
  customerId: string;
  email: string;
  run: Run;
  /** Virtual time, in ms since 1970. */
  began: number;
}

/** Starts a trial for a customer nobody has seen before. */
export async function startTrial(lab: Lab): Promise<Customer> {
  const customerId = lab.draw.id('customer');
  const email = `${customerId}@example.com`;
  const began = await lab.now();
  return { customerId, email, began, run: await lab.start('trial', { customerId, email }) };
}

/** Starts a trial and waits until it waits, so that no time passes while it is still busy. */
export async function beginTrial(lab: Lab): Promise<Customer> {
  const customer = await startTrial(lab);
  await findOpenActivity(lab);
  return customer;
}

/** Letters that were asked for, delivered or not. */
export function letters({ ledger }: Lab, { email }: Customer, template: 'welcome' | 'reminder'): LedgerRow[] {
  return ledger.calls('mail.send').filter(({ args }) => args.to === email && args.subject === template);
}

/** Letters that reached the customer. */
export function delivered(lab: Lab, customer: Customer, template: 'welcome' | 'reminder'): LedgerRow[] {
  return letters(lab, customer, template).filter(({ effect }) => effect);
}

/** Charges that took money from the customer. */
export function charges({ ledger }: Lab, { customerId }: Customer): LedgerRow[] {
  return ledger.effects('payments.charge').filter(({ args }) => args.account === customerId);
}

/** How many days after its beginning something happened. */
export function dayOf({ began }: Customer, at: number): number {
  return (at - began) / DAY;
}

export function isOnDay(customer: Customer, at: number, day: number): boolean {
  return Math.abs(dayOf(customer, at) - day) <= TOLERANCE;
}

/** When something happened, in a sentence; loose enough to be the same at every grading. */
export function sayDay(customer: Customer, at: number): string {
  const day = Math.round(dayOf(customer, at));
  return day === 0 ? 'on the first day' : `on day ${day}`;
}

/** How a trial stands: `completed with …`, `was still running`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `completed with \`${JSON.stringify(outcome.result)}\``;
  if (outcome.status === 'failed') return `failed: “${(outcome.failure.cause ?? outcome.failure).message}”`;
  return outcome.status === 'unfinished' ? 'was still running' : `was ${outcome.status}`;
}

export function hasOutcome(outcome: Outcome, wanted: 'converted' | 'expired'): boolean {
  return outcome.status === 'completed' && (outcome.result as { outcome?: unknown } | null)?.outcome === wanted;
}

const closing = /^Run(Completed|Failed|Canceled|Terminated|TimedOut)$/;

/** The charge of a customer that the service took for another one, because of its key. */
export function findSwallowed({ ledger }: Lab, { customerId }: Customer): LedgerRow | undefined {
  return ledger.calls('payments.charge').find(({ args, effect }) => args.account === customerId && !effect);
}

/** The event that closed a run, if it is closed. */
export async function findEnd(run: Run): Promise<{ id: number; at: number } | undefined> {
  return (await run.history()).find(({ type }) => closing.test(type));
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
    const states = await Promise.all(lab.runs.map(readState));
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
    const states = await Promise.all(lab.runs.map(readState));
    // Without a timer no time passes: nothing more will happen by itself.
    return states.every(({ isBusy, timers }) => !isBusy && timers === 0);
  };
  await lab.eventually(isOver, 'the first wait to be over', { flowing: true });
  return await findOpenActivity(lab);
}

/** Whether a timer is running, so that a wait will end by itself. */
export async function isTimed(run: Run): Promise<boolean> {
  return (await readState(run)).timers > 0;
}

/** How a run stands, read from its history alone: two answers of the server could be of two moments. */
async function readState(run: Run) {
  const events = await run.history();
  const [open] = openActivities(events);
  const task = events.findLast(({ type }) => type.startsWith('Task'));
  const isStarting = eventsOf(events, 'ChildInitiated').length > eventsOf(events, 'ChildStarted').length;
  const isClosed = events.some(({ type }) => closing.test(type));
  const isBusy = !isClosed && (open !== undefined || isStarting || task?.type !== 'TaskCompleted');
  return { run, isBusy, timers: openTimers(events).length, activity: open?.activity, events: events.length };
}
