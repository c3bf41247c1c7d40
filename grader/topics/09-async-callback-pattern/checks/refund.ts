import { AsyncCompletionClient } from '@temporalio/client';
import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf, failureTypes } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { lastTask, openActivities } from '../../../lab/still-open.ts';
import type { LedgerRow } from '../../../world/ledger.ts';

export interface Refund {
  requestId: string;
  cents: number;
  approver: string;
  manager: string;
}

export interface Decision {
  decisionId: string;
  approved: boolean;
  by: string;
}

/** A refund that somebody has to approve, unless the amount says otherwise. */
export function drawRefund({ draw }: Lab, cents = draw.integer(50_001, 200_000)): Refund {
  return { requestId: draw.id('refund'), cents, approver: draw.id('approver'), manager: draw.id('manager') };
}

export function drawDecision({ draw }: Lab, approved: boolean): Decision {
  return { decisionId: draw.id('decision'), approved, by: draw.id('person') };
}

/** The letters that reached somebody. */
export function lettersTo({ ledger }: Lab, to: string): LedgerRow[] {
  return ledger.effects('mail.send').filter(({ args }) => args.to === to);
}

/** Orders that the bank took, repetitions aside. */
export function ordersOf({ ledger }: Lab): LedgerRow[] {
  return ledger.effects('bank.request');
}

/** How often the bank was asked for a transfer, whatever it said. */
export function orderedFrom({ ledger }: Lab): number {
  return ledger.calls('bank.request').length;
}

/** The bank refuses every order: a transfer that waits would keep time from passing. */
export function noTransfers({ world }: Lab): void {
  world.refuses('bank.request', 'BankClosed');
}

/** Starts a refund and waits until whoever is asked has been asked, or it is over. */
export async function askFor(lab: Lab, refund: Refund): Promise<Run> {
  const run = await lab.start('approveRefund', refund);
  await quiet(lab, run);
  return run;
}

/** Lets hours pass, a day at a time: one long wait may be made of many short ones. */
export async function passHours(lab: Lab, hours: number): Promise<void> {
  lab.expectUpTo({ events: 2000 });
  for (let left = hours; left > 0; left -= 24) await lab.pass(`${Math.min(left, 24)} hours`);
}

export async function isOver(run: Run): Promise<boolean> {
  return (await run.outcome()).status !== 'unfinished';
}

/**
 * Waits until the bank has taken an order and answered, or the run is over; the order's row, if any. `flowing` lets the
 * pauses between attempts be skipped.
 */
export async function ordered(lab: Lab, run: Run, { flowing = false } = {}): Promise<LedgerRow | undefined> {
  const find = () => lab.ledger.calls('bank.request').find(({ outcome }) => outcome.kind === 'answered');
  const isOrdered = async () => find() !== undefined || (await isOver(run));
  await lab.eventually(isOrdered, 'the bank to get an order', { flowing });
  return find();
}

/** The bank calls back: completes the activity that it was given. False when there is none. */
export async function callBack(run: Run, order: LedgerRow, reference: string): Promise<boolean> {
  const bank = new AsyncCompletionClient({ connection: run.handle.client.connection });
  const { taskToken, workflowId, activityId } = Object(order.args.callback);
  const result = { reference };
  try {
    if (typeof taskToken === 'string') await bank.complete(Buffer.from(taskToken, 'base64'), result);
    else if (typeof workflowId === 'string' && typeof activityId === 'string')
      await bank.complete({ workflowId, activityId }, result);
    else return false;
    return true;
  } catch {
    // Whatever a handle that leads nowhere comes to: not found, not readable, or a run of another name.
    return false;
  }
}

/**
 * Lets a refund come to its end: the bank calls back if it was given an order. Undefined when the run can't end because
 * nobody is able to complete its transfer, which other checks tell.
 */
export async function finish(lab: Lab, run: Run): Promise<Outcome | undefined> {
  const order = await ordered(lab, run);
  if (!order || (await isOver(run))) return await run.outcome();
  if (await callBack(run, order, lab.draw.id('transfer'))) return await run.settle();
  await somethingElse(lab);
  return (await isOver(run)) ? await run.outcome() : undefined;
}

/**
 * Has the worker do some other work from start to end. Whatever it had to report before, it has reported by then, however
 * slow the machine is.
 */
export async function somethingElse(lab: Lab): Promise<void> {
  for (const cents of [100, 200]) {
    const other = await lab.start('approveRefund', drawRefund(lab, cents));
    await other.settle();
  }
}

/** The event with which a transfer was completed, in any run of the check. */
export async function completedTransfer(lab: Lab): Promise<HistoryEvent | undefined> {
  for (const run of lab.runs) {
    const history = await run.history();
    const scheduled = eventsOf(history, 'ActivityScheduled').find(({ activity }) => activity === 'bankTransfer');
    const completed = eventsOf(history, 'ActivityCompleted').find((event) => event.scheduled === scheduled?.id);
    if (completed) return completed;
  }
  return undefined;
}

/** `by` in a result; undefined when it is none. */
export function readResult(outcome: Outcome | undefined): { outcome?: unknown; by?: unknown; escalated?: unknown } {
  return outcome?.status === 'completed' ? Object(outcome.result) : {};
}

/** How a run ended: `completed with …`, `failed with …`, `is still open`. */
export function sayEnd(outcome: Outcome | undefined): string {
  if (!outcome || outcome.status === 'unfinished') return 'is still open';
  if (outcome.status === 'completed') return `completed with ${JSON.stringify(outcome.result) ?? 'no result'}`;
  if (outcome.status !== 'failed') return `ended as ${outcome.status}`;
  return `failed with ${failureTypes(outcome.failure).join(', because of ') || `“${outcome.failure.message}”`}`;
}

/** Waits until nobody is at work any more: the refund is over, or it waits for something outside. */
export async function quiet(lab: Lab, run: Run): Promise<void> {
  let looks = 0;
  await lab.eventually(async () => {
    if (await isOver(run)) return true;
    let areOrdered = true;
    for (const each of lab.runs) {
      if (await isOver(each)) continue;
      const open = await openAtRest(each);
      if (!open) return false;
      areOrdered &&= open.every(({ activityId }) => wasOrdered(lab, each, activityId));
    }
    // An order may be on its way to the bank; a transfer that never gives one is not waited for.
    return areOrdered || ++looks >= LOOKS;
  }, 'the refund to come to rest');
}

/** At 25 ms each: half a second. */
const LOOKS = 20;

function wasOrdered(lab: Lab, { workflowId }: Run, activityId: string): boolean {
  return lab.ledger
    .calls('bank.request')
    .some(({ caller }) => caller.workflowId === workflowId && caller.activityId === activityId);
}

/** The transfers that a run waits for, when it is not at work itself. */
async function openAtRest(run: Run) {
  const history = await run.history();
  const last = lastTask(history);
  const signal = history.findLast(({ type }) => type === 'Signaled');
  // Each signal gets a task of its own; before that has been done, the workflow has not heard of it.
  if (last?.type !== 'TaskCompleted' || (signal && signal.id > last.id)) return undefined;
  const open = openActivities(history);
  return open.every(({ activity }) => activity === 'bankTransfer') ? open : undefined;
}
