import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import {
  askFor,
  callBack,
  drawDecision,
  drawRefund,
  finish,
  isOver,
  ordersOf,
  quiet,
  sayEnd,
  somethingElse,
} from './refund.ts';

const needs = ['refused'];

/** The bank has taken the order, and the activity does not hear of it. */
async function orderLost(lab: Lab) {
  const refund = drawRefund(lab);
  const decision = drawDecision(lab, true);
  const before = ordersOf(lab).length;
  let lost = false;
  lab.world.on('bank.request', () => {
    if (lost) return undefined;
    lost = true;
    return { kind: 'lose-answer' };
  });
  lab.did = `Asked for a refund; ${decision.by} approved it. The bank took the order, and its answer got lost.`;
  const run = await askFor(lab, refund);
  await run.signal('decide', decision);
  const again = () => {
    const last = lab.ledger.calls('bank.request').at(-1);
    return lost && last?.outcome.kind === 'answered' ? last : undefined;
  };
  await lab.eventually(async () => lost || (await isOver(run)), 'the bank to get an order');
  await somethingElse(lab);
  if (await stayedOpen(lab, again)) return finding({ did: lab.did, saw: LEFT_OPEN, ...NOT_HEARD, evidence: run });
  const isOrdered = async () => again() !== undefined || (await isOver(run));
  await lab.eventually(isOrdered, 'the bank to get the order again', { flowing: true });
  const orders = ordersOf(lab).length - before;
  const order = again();
  if (!order) {
    const saw = `\`approveRefund\` ${sayEnd(await run.outcome())}, and the order was not given again.`;
    return finding({ did: lab.did, saw, ...NOT_HEARD, evidence: run });
  }
  if (await callBack(run, order, lab.draw.id('transfer'))) await run.settle({ accept: ['unfinished'] });
  if (orders <= 1) return undefined;
  return finding({
    did: `${lab.did} The transfer was tried again.`,
    saw: `The bank was told ${sayTimes(orders)} to move ${refund.cents} cents: the orders came with different keys.`,
    why: 'An activity runs at least once. By the key the bank can tell an order that comes again from a new one, so the key has to be the same in each attempt.',
    read: '#the-first-one-counts',
    evidence: run,
  });
}

const LEFT_OPEN =
  'Nobody gave the order again: the first attempt at `bankTransfer` stayed open, as one that waits for the call of the bank.';
const NOT_HEARD = {
  why: 'An answer that got lost does not say whether the bank has the order. Until an attempt has heard that it has, it waits, and fails if the call fails: then Temporal tries again, and by the same key the bank knows the order.',
  read: '#done-when-somebody-else-says-so',
};

/** At 25 ms each: two seconds, for an attempt that gives the order again by itself. */
const LOOKS = 80;

/** Whether a first attempt at the transfer is open, and will be, though its call has failed. */
async function stayedOpen(lab: Lab, again: () => unknown): Promise<boolean> {
  for (let looks = 0; looks < LOOKS; looks++) {
    if (again() !== undefined || !(await isFirstAttemptOpen(lab))) return false;
    await lab.linger(25);
  }
  return true;
}

async function isFirstAttemptOpen({ runs }: Lab): Promise<boolean> {
  for (const run of runs) {
    if (await isOver(run)) continue;
    const pending = await run.pending();
    if (pending.some((each) => isTransfer(each) && each.state === 'started' && each.attempt === 1)) return true;
  }
  return false;
}

const sayTimes = (count: number) => (count === 2 ? 'twice' : `${count} times`);

const isTransfer = ({ activity }: { activity: string }) => activity === 'bankTransfer';

export const paidOnce: Check = check(
  'paid-once',
  'a refund that is approved is one order to the bank',
  async ({ lab }) => {
    const refund = drawRefund(lab);
    const decision = drawDecision(lab, true);
    const other = drawDecision(lab, true);
    let holding = true;
    const gate = lab.world.holds('bank.request', 'after', () => holding);
    lab.did = `Asked for a refund; ${decision.by} approved it. While the transfer was being ordered, the same approval came again, and then one by ${other.by}.`;
    const run = await askFor(lab, refund);
    await run.signal('decide', decision);
    await lab.eventually(async () => gate.arrived.length > 0 || (await isOver(run)), 'the bank to get an order');
    for (const again of [decision, other]) if (!(await isOver(run))) await run.signal('decide', again);
    await quiet(lab, run);
    // Each transfer that has been begun is seen by the bank, which answers none of them yet.
    const begun = async () => eventsOf(await run.history(), 'ActivityScheduled').filter(isTransfer).length;
    await lab.eventually(async () => gate.arrived.length >= (await begun()), 'the bank to get an order');
    holding = false;
    gate.open();
    await finish(lab, run);
    const orders = ordersOf(lab).length;
    // A transfer that nobody can complete is told by another check.
    if (orders <= 1) return (await isOver(run)) ? ((await orderLost(lab)) ?? holds) : holds;
    return finding({
      did: lab.did,
      saw: `The bank was told ${sayTimes(orders)} to move ${refund.cents} cents.`,
      why: 'Signals arrive at least once, buttons are pressed twice, and two people answer the same question. What a signal sets off directly happens as often as the signal comes.',
      read: '#the-first-one-counts',
      evidence: run,
    });
  },
  { needs },
);
