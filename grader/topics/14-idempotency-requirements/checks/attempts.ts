import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { OperationName } from '../../../world/services.ts';
import { chargesOf, drawRenewal, type Renewal, receiptsOf, sayEnd, times, withAddOn, writes } from './subscription.ts';

const needs = ['renewal'];

export const finishes: Check = check(
  'finishes',
  'a renewal some of whose answers got lost ends like any other',
  async ({ lab }) => {
    const renewal = withAddOn(lab, drawRenewal(lab));
    lab.world.fails('subscriptions.extend', 1);
    for (const operation of writes)
      if (operation !== 'payments.charge')
        lab.world.losesAnswer(operation, operation === 'subscriptions.extend' ? 2 : 1);
    const lost = new Map<unknown, number>();
    lab.world.on('payments.charge', ({ args }) => {
      const before = lost.get(args.cents) ?? 0;
      lost.set(args.cents, before + 1);
      return before < (args.cents === renewal.cents ? 2 : 1) ? { kind: 'lose-answer' } : undefined;
    });
    lab.did =
      'Renewed a subscription with an add-on. The plan was charged, and the answer got lost, twice in a row. The service for the date was down at the first call; and of the add-on, the date, the points and the receipt the first answer got lost.';
    const run = await lab.start('renewSubscription', renewal);
    const outcome = await run.settle({ accept: ['storm'] });
    const right = outcome.status === 'completed' && isComplete(outcome.result);
    if (right) return sayOrder(lab, run, renewal);
    if (outcome.status === 'storm') return sayStorm(lab, run, outcome);
    return finding({
      did: lab.did,
      saw: `Done by then: ${doneIn(lab, renewal).join(', ')}. And \`renewSubscription\` ${sayEnd(outcome)}.`,
      why: 'A lost answer says nothing about the work. To give up after it is no protection: the money is gone, the renewal counts as failed, and nobody knows how far it came. Asking again is the only way to learn what happened.',
      read: '#one-attempt-is-not-exactly-once',
      evidence: run,
    });
  },
  { needs },
);

/** Attempts without end: whether they reached anybody says whose fault it is. */
function sayStorm(lab: Lab, run: Run, { activity = 'an activity' }: Outcome & { status: 'storm' }) {
  const asked = lab.ledger.calls().length;
  return finding({
    did: lab.did,
    saw: `\`${activity}\` was tried more than 100 times, and none got through. The services outside, which would have answered from the third call on, were called ${times(asked)} in all: later attempts failed before they asked anybody.`,
    why: 'An attempt that begins with what an earlier one left behind in the worker, a failure that was kept for instance, ends like the earlier one. Each attempt has to ask anew.',
    read: '#when-nobody-takes-a-key',
    evidence: run,
  });
}

function stepOf({ operation, args }: LedgerRow, { cents }: Renewal): string {
  if (operation !== 'payments.charge') return steps[operation] ?? operation;
  return args.cents === cents ? 'the plan' : 'the add-on';
}

function doneIn(lab: Lab, renewal: Renewal): string[] {
  return [...new Set(lab.ledger.effects().map((row) => stepOf(row, renewal)))];
}

function sayOrder(lab: Lab, run: Run, renewal: Renewal) {
  // By calls, not by effects: a step that is called again after the next one has begun was not waited for.
  const called = lab.ledger
    .calls()
    .filter(({ operation }) => operation in steps)
    .map((row) => stepOf(row, renewal));
  const early = order.flatMap((step, index) => {
    const before = order.slice(0, index).filter((other) => called.lastIndexOf(other) > called.indexOf(step));
    return called.includes(step) && before.length > 0
      ? [`${step}, before the last call for ${before.join(' and ')}`]
      : [];
  });
  const never = order.filter((step) => !called.includes(step));
  if (early.length === 0 && never.length === 0) return holds;
  const saw = [
    ...(early.length > 0 ? [`Asked for too early: ${early.join('; ')}.`] : []),
    ...(never.length > 0 ? [`Never asked for: ${never.join(', ')}.`] : []),
    `The order of the steps is: ${order.join(', ')}.`,
  ].join(' ');
  return finding({
    did: lab.did,
    saw,
    why: 'A step may rely on the one before. Whoever does not wait for it has gone on when it fails: the customer has points and no month, or a receipt for what was never done.',
    read: '#in-the-exercise',
    evidence: run,
  });
}

const order = ['the plan', 'the add-on', 'the date', 'the points', 'the receipt'];

const steps: Partial<Record<OperationName, string>> = {
  'payments.charge': 'a charge',
  'subscriptions.extend': 'the date',
  'pointsTable.insert': 'the points',
  'pointsTable.insertOnce': 'the points',
  'pointsTable.upsert': 'the points',
  'mail.send': 'the receipt',
};

function isComplete(result: unknown): boolean {
  const { chargeIds, paidUntil, points } = Object(result);
  const ids =
    Array.isArray(chargeIds) && chargeIds.length === 2 && chargeIds.every((id) => /^charge-/.test(String(id)));
  return ids && typeof paidUntil === 'string' && typeof points === 'number';
}

export const chargedOnce: Check = check(
  'charged-once',
  'a charge whose answer got lost is not made again',
  async ({ lab }) => {
    const renewal = drawRenewal(lab);
    lab.world.losesAnswer('payments.charge', 2);
    lab.did = `Renewed a subscription for ${renewal.cents} cents. The provider took the money, and its answer got lost; at the next try the answer got lost again.`;
    const run = await lab.start('renewSubscription', renewal);
    await run.settle();
    const made = chargesOf(lab, renewal).length;
    if (made <= 1) return holds;
    return finding({
      did: lab.did,
      saw: `The card was charged ${times(made)}, ${renewal.cents} cents each time: the later tries came with keys that the provider had never seen.`,
      why: 'To the provider a new key is a new purchase. It can’t know that behind it is somebody who did not hear the first answer.',
      read: '#what-makes-a-key',
      evidence: run,
    });
  },
  { needs },
);

export const receiptOnce: Check = check(
  'receipt-once',
  'a receipt whose answer got lost is not mailed again',
  async ({ lab }) => {
    const renewal = drawRenewal(lab);
    lab.world.losesAnswer('mail.send', 2);
    lab.did = 'Renewed a subscription. The receipt was mailed, and the answer of the mail provider got lost, twice.';
    const run = await lab.start('renewSubscription', renewal);
    const outcome = await run.settle();
    const sent = receiptsOf(lab, renewal).length;
    if (sent <= 1 && outcome.status !== 'completed')
      return finding({
        did: lab.did,
        saw: `All was done, and \`renewSubscription\` ${sayEnd(outcome)}.`,
        why: 'A lost answer says nothing about the work. Whoever stops asking gets a renewal that counts as failed, with the card charged and the receipt mailed.',
        read: '#one-attempt-is-not-exactly-once',
        evidence: run,
      });
    if (sent <= 1) return holds;
    return finding({
      did: lab.did,
      saw: `The customer got ${sent} receipts for one renewal.`,
      why: 'Two receipts read like two charges, and the service desk gets a call. A letter is an effect like any other.',
      read: '#what-makes-a-key',
      evidence: run,
    });
  },
  { needs: ['renewal', 'finishes'] },
);
