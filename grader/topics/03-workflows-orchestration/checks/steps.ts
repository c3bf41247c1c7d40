import { isDeepStrictEqual } from 'node:util';
import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Outcome } from '../../../lab/run.ts';
import {
  activitiesOf,
  centsOfInvoice,
  drawOrder,
  everythingStumblesOnce,
  MOST_ARTICLES,
  priceOf,
  sayEnd,
  startPickedUp,
  stepOf,
  steps,
} from './order.ts';

const needs = ['waits-for-pick-up', 'early-pick-up'];

export const receipt: Check = check(
  'receipt',
  'a receipt says what was done, article by article',
  async ({ lab }) => {
    const order = drawOrder(lab);
    const skus = order.items.map(({ sku }) => sku);
    // The first article is the last to be packed: each takes one try more than the one after it.
    lab.world.on('inventory.reserve', ({ args }) => {
      const tries = lab.ledger.calls('inventory.reserve').filter((row) => row.args.sku === args.sku).length;
      return tries < skus.length - skus.indexOf(String(args.sku)) ? { kind: 'outage' } : undefined;
    });
    lab.world.knows('shipping.ship', () => ({ trackingId: `parcel-${order.orderId}` }));
    const expected = {
      orderId: order.orderId,
      totalCents: priceOf(order),
      packed: skus,
      trackingId: `parcel-${order.orderId}`,
      invoiced: true,
    };
    lab.did = `Ordered ${skus.join(', ')}; each took one try more to be packed than the one after it.`;
    const run = await startPickedUp(lab, order);
    const outcome = await run.settle();
    const charged = lab.ledger.effects('payments.charge').map(({ args }) => args.cents);
    const invoice = lab.ledger.effects('mail.send').find((row) => stepOf(row) === 'sendInvoice');
    const found =
      outcome.status !== 'completed' || !isDeepStrictEqual(outcome.result, expected)
        ? { saw: sayReceipt(lab, outcome, expected), why: COMPARED }
        : charged.join() !== `${expected.totalCents}`
          ? {
              saw: `The order costs ${expected.totalCents} cents; the card was charged ${charged.join(' and ') || 'nothing'}.`,
              why: ONE_AMOUNT,
            }
          : centsOfInvoice(lab) !== expected.totalCents && {
              saw: `The order costs ${expected.totalCents} cents; the invoice says “${invoice?.args.text}”.`,
              why: ONE_AMOUNT,
            };
    return found ? finding({ did: lab.did, ...found, read: '#in-the-exercise', evidence: run }) : holds;
  },
  { needs: ['ships-packed', 'waits-for-steps'] },
);

const COMPARED =
  'Customers compare the receipt with the box, from the top. What is missing, added or in another order becomes a call to the service desk.';
const ONE_AMOUNT =
  'What was charged, what is invoiced and what the receipt says are compared, by customers and by auditors. Two amounts for one order become a call to the service desk.';

/** What the receipt says; in words where all but the order of the articles is right. */
function sayReceipt(lab: Lab, outcome: Outcome, expected: { packed: string[] }): string {
  const receipt: unknown = outcome.status === 'completed' ? outcome.result : undefined;
  const listed: unknown = Object(receipt).packed;
  if (!Array.isArray(listed) || !isDeepStrictEqual({ ...Object(receipt), packed: expected.packed }, expected))
    return `Expected ${JSON.stringify(expected)}. \`fulfilOrder\` ${sayEnd(outcome)}.`;
  const done = lab.ledger.effects('inventory.reserve').map(({ args }) => args.sku);
  const isAsDone = isDeepStrictEqual(listed, done);
  return `The receipt lists ${listed.join(', ') || 'nothing'}${isAsDone ? ': the order in which they got done' : ''}.`;
}

export const receiptOfNumbers: Check = check(
  'receipt-of-numbers',
  'a receipt keeps the order of the order, whatever the articles are called',
  async ({ lab }) => {
    const { draw } = lab;
    const skus = ['rope', `${draw.integer(4000, 9000)}`, `${draw.integer(10, 99)}`];
    const order = drawOrder(lab, { items: skus.map((sku) => ({ sku, quantity: draw.integer(1, 5) })) });
    lab.did = `Ordered ${skus.join(', ')}: two of these articles have a number for a name.`;
    const run = await startPickedUp(lab, order);
    const outcome = await run.settle();
    const packed: unknown = outcome.status === 'completed' ? Object(outcome.result).packed : undefined;
    if (isDeepStrictEqual(packed, skus)) return holds;
    return finding({
      did: lab.did,
      saw: Array.isArray(packed)
        ? `The receipt lists ${packed.join(', ') || 'nothing'}.`
        : `\`fulfilOrder\` ${sayEnd(outcome)}.`,
      why: `${COMPARED} An object is no list: JavaScript puts names that look like numbers first, the smallest of them in front.`,
      read: '#in-the-exercise',
      evidence: run,
    });
  },
  { needs: ['receipt'] },
);

export const shipsPacked: Check = check(
  'ships-packed',
  'nothing is shipped before every item is packed',
  async ({ lab }) => {
    // A prime number, and more than two batches of ten: whatever is packed in groups has one that is full and one that is not.
    const order = drawOrder(lab, {}, MOST_ARTICLES);
    lab.expectUpTo({ events: 900 });
    const skus = order.items.map(({ sku }) => sku);
    // Packed one by one, only the first and the last have to be tried again: the others would take their time and show nothing.
    everythingStumblesOnce(lab, ({ args }) => {
      const place = skus.indexOf(String(args.sku));
      const packed = new Set(lab.ledger.effects('inventory.reserve').map((row) => row.args.sku));
      return place > 0 && place < skus.length - 1 && skus.slice(0, place).every((sku) => packed.has(sku));
    });
    lab.did = `Ordered ${skus.length} articles; each service broke down at first, and worked when it was tried again.`;
    const run = await startPickedUp(lab, order);
    await run.settle();
    const { rows } = lab.ledger;
    const shipped = rows.findIndex(({ operation }) => operation === 'shipping.ship');
    const packed = rows.slice(0, Math.max(shipped, 0)).filter((row) => stepOf(row) === 'packItem' && row.effect).length;
    if (shipped < 0 || packed >= order.items.length) return holds;
    const [shared] = rows.filter(
      (row, index) =>
        stepOf(row) === 'packItem' &&
        rows.slice(0, index).some(({ key, args }) => key === row.key && args.sku !== row.args.sku),
    );
    return finding({
      did: lab.did,
      saw: `\`shipParcel\` was called when ${packed} of ${order.items.length} items were packed.${shared ? ` Different articles were packed under the same key, \`${shared.key}\`: the warehouse takes the second for a repetition of the first.` : ''}`,
      why: 'On a good day packing is fast and the parcel happens to be full. On a bad one it leaves half empty, the receipt is wrong, and no line of the history says that anything failed.',
      read: '#one-step-after-the-other',
      evidence: run,
    });
  },
  { needs },
);

export const waitsForSteps: Check = check(
  'waits-for-steps',
  'each step begins when the one before it is done, and the last one ends before the order does',
  async ({ lab }) => {
    everythingStumblesOnce(lab);
    lab.did = 'Placed an order; each service broke down once, and worked at the second try.';
    const run = await startPickedUp(lab, drawOrder(lab));
    const outcome = await run.settle();
    if (outcome.status !== 'completed') {
      const isGivenUp = lab.ledger.rows.at(-1)?.outcome.kind === 'outage';
      return finding({
        did: lab.did,
        saw: `\`fulfilOrder\` ${sayEnd(outcome)}${isGivenUp ? ', where a second try would do' : ''}.`,
        why: isGivenUp ? TRIED_AGAIN : 'Nothing was refused here: an order whose steps can all be done is fulfilled.',
        read: '#in-the-exercise',
        evidence: run,
      });
    }
    const found = findUndone(lab, await activitiesOf(lab)) ?? findTooEarly(lab);
    if (!found) return holds;
    return finding({ did: lab.did, read: '#one-step-after-the-other', ...found, evidence: run });
  },
  { needs },
);

const TRIED_AGAIN =
  'A service that is down for a moment is no reason to end an order. Temporal tries an activity again until it works, unless its options say otherwise; only a refusal is final.';

type Said = { saw: string; why: string; read?: string };

/** A step that never came to its end. */
function findUndone({ ledger: { rows } }: Lab, asked: string[]): Said | undefined {
  const undone = steps.find((step) => !rows.some((row) => stepOf(row) === step && row.effect));
  if (!undone) return undefined;
  if (!asked.includes(undone))
    return {
      saw: `\`fulfilOrder\` completed, and \`${undone}\` was never called.`,
      why: 'Every order takes the same steps. One that has completed counts as fulfilled, and nobody looks for a step that its history does not have.',
    };
  const taken = rows.find((row) => stepOf(row) === undone && row.repeated);
  const before = rows.find(
    ({ effect, operation, key }) => effect && operation === taken?.operation && key === taken.key,
  );
  if (taken && before)
    return {
      saw: `\`${undone}\` was called with the key \`${taken.key}\`, which \`${stepOf(before)}\` had used: the service took it for a repetition and did nothing.`,
      why: 'A service does what it is asked once per key. The history shows a step that completed, and only the service knows that it did nothing.',
      read: '#in-the-exercise',
    };
  return {
    saw: `\`fulfilOrder\` completed, and \`${undone}\` had never come to its end.`,
    why: 'What nobody waits for happens some time, or never: when a workflow ends, whatever it left open is dropped. And if such a step fails, no line of the workflow learns of it.',
  };
}

/** What has happened by then, where the next step did not wait for this one. */
const tooEarly: Record<string, string> = {
  chargeCard: 'items have been packed, and the card may be declined',
  shipParcel: 'an invoice has gone out, and the parcel may never leave',
  sendInvoice: 'the customer has been told, and the invoice may never go out',
};

/** A step that began before the one before it was done. Packing and shipping have a check of their own. */
function findTooEarly({ ledger: { rows } }: Lab): Said | undefined {
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1];
    const done = rows.findLastIndex((row) => stepOf(row) === step && row.effect);
    const begun = rows.findIndex((row) => stepOf(row) === next);
    if (!next || step === 'packItem' || begun > done) continue;
    return {
      // Which of two that were started together is called first is a matter of luck.
      saw: `\`${next}\` was called when \`${step}\` had not gone through.`,
      why: `Each step begins when the one before it is done. Otherwise the later one has already happened when the earlier one fails: here ${tooEarly[step]}.`,
    };
  }
  return undefined;
}
