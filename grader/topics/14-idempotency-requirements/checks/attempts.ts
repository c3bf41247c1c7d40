import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import type { OperationName } from '../../../world/services.ts';
import { chargesOf, drawRenewal, receiptsOf, sayEnd, times, writes } from './subscription.ts';

const needs = ['renewal'];

export const finishes: Check = check(
  'finishes',
  'a renewal some of whose answers got lost ends like any other',
  async ({ lab }) => {
    const renewal = drawRenewal(lab);
    lab.world.fails('subscriptions.extend', 1);
    for (const operation of writes) lab.world.losesAnswer(operation, operation === 'payments.charge' ? 2 : 1);
    lab.did =
      'Renewed a subscription. The card was charged, and the answer got lost, twice in a row. The service for the date was down at the first call; the others did their work, and their first answers got lost.';
    const run = await lab.start('renewSubscription', renewal);
    const outcome = await run.settle();
    const right = outcome.status === 'completed' && isComplete(outcome.result);
    if (right) return sayOrder(lab, run);
    return finding({
      did: lab.did,
      saw: `The card was charged ${times(chargesOf(lab, renewal).length)}, and \`renewSubscription\` ${sayEnd(outcome)}.`,
      why: 'A lost answer says nothing about the work. To give up after it is no protection: the money is gone, and the customer has neither the month nor a receipt. Asking again is the only way to learn what happened.',
      read: '#one-attempt-is-not-exactly-once',
      evidence: run,
    });
  },
  { needs },
);

function sayOrder(lab: Lab, run: Run) {
  const done = [...new Set(lab.ledger.effects().map(({ operation }) => steps[operation] ?? operation))];
  const order = ['the charge', 'the date', 'the points', 'the receipt'];
  if (done.join() === order.join()) return holds;
  return finding({
    did: lab.did,
    saw: `Done in this order: ${done.join(', ')}. The order of the steps is: ${order.join(', ')}.`,
    why: 'A step may rely on the one before. Whoever does not wait for it has gone on when it fails: the customer has points, and no month.',
    read: '#in-the-exercise',
    evidence: run,
  });
}

const steps: Partial<Record<OperationName, string>> = {
  'payments.charge': 'the charge',
  'subscriptions.extend': 'the date',
  'pointsTable.insert': 'the points',
  'pointsTable.insertOnce': 'the points',
  'pointsTable.upsert': 'the points',
  'mail.send': 'the receipt',
};

function isComplete(result: unknown): boolean {
  const { chargeIds, paidUntil, points } = Object(result);
  const ids = Array.isArray(chargeIds) && chargeIds.length === 1 && /^charge-/.test(String(chargeIds[0]));
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
    await run.settle();
    const sent = receiptsOf(lab, renewal).length;
    if (sent <= 1) return holds;
    return finding({
      did: lab.did,
      saw: `The customer got ${sent} receipts for one renewal.`,
      why: 'Two receipts read like two charges, and the service desk gets a call. A letter is an effect like any other.',
      read: '#what-makes-a-key',
      evidence: run,
    });
  },
  { needs },
);
