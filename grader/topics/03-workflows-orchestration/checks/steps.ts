import { isDeepStrictEqual } from 'node:util';
import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { activitiesOf, drawOrder, everythingStumblesOnce, priceOf, sayEnd, startPickedUp, stepOf } from './order.ts';

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
    const invoiced = /\d+/.exec(String(invoice?.args.text))?.[0];
    const saw =
      outcome.status !== 'completed' || !isDeepStrictEqual(outcome.result, expected)
        ? `Expected ${JSON.stringify(expected)}. \`fulfilOrder\` ${sayEnd(outcome)}.`
        : charged.join() !== `${expected.totalCents}`
          ? `The order costs ${expected.totalCents} cents; the card was charged ${charged.join(' and ') || 'nothing'}.`
          : invoiced !== `${expected.totalCents}`
            ? `The order costs ${expected.totalCents} cents; the invoice says “${invoice?.args.text}”.`
            : undefined;
    if (!saw) return holds;
    return finding({
      did: lab.did,
      saw,
      why: 'Customers compare the receipt with the box, from the top. What is missing, added or in another order becomes a call to the service desk.',
      read: '#in-the-exercise',
      evidence: run,
    });
  },
  { needs: ['ships-packed', 'waits-for-steps'] },
);

export const priceRecorded: Check = check(
  'price-recorded',
  'the price of an order is a step in its history',
  async ({ lab }) => {
    lab.did = 'Placed an order and looked for its price in the history.';
    const run = await startPickedUp(lab, drawOrder(lab));
    await run.settle();
    const steps = await activitiesOf(lab);
    const again = steps.lastIndexOf('priceOrder') > steps.indexOf('chargeCard') && steps.includes('chargeCard');
    if (steps.includes('priceOrder') && !again) return holds;
    return finding({
      did: lab.did,
      saw: again
        ? 'The order was priced again after it had been charged.'
        : 'The order was priced and charged, and no activity `priceOrder` is in its history: the function ran inside the workflow.',
      why: 'A workflow’s code is run again whenever a worker needs its state. An order placed on Sunday and picked up on Tuesday would be priced twice, the second time with Monday’s list: charged one amount, invoiced another. An answer that was recorded stays what it was.',
      read: '#call-it-through-the-proxy',
      evidence: run,
    });
  },
  { needs },
);

export const shipsPacked: Check = check(
  'ships-packed',
  'nothing is shipped before every item is packed',
  async ({ lab }) => {
    // Five: neither pairs nor threes nor fours of them come out even.
    const order = drawOrder(lab, {}, 5);
    everythingStumblesOnce(lab);
    lab.did = `Ordered ${order.items.length} articles; each service broke down once, and worked at the second try.`;
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
    if (outcome.status !== 'completed')
      return finding({
        did: lab.did,
        saw: `\`fulfilOrder\` ${sayEnd(outcome)}, where a second try would do.`,
        why: 'A service that is down for a moment is no reason to end an order. Temporal tries an activity again until it works, unless its options say otherwise; only a refusal is final.',
        read: '#in-the-exercise',
        evidence: run,
      });
    const saw = outOfStep(lab);
    if (!saw) return holds;
    return finding({
      did: lab.did,
      saw,
      why: 'What nobody waits for happens some time, or never: when a workflow ends, whatever it left open is dropped. And if such a step fails, no line of the workflow learns of it.',
      read: '#one-step-after-the-other',
      evidence: run,
    });
  },
  { needs },
);

/** A step that began too early or never came to its end. Packing and shipping have a check of their own. */
function outOfStep({ ledger: { rows } }: Lab): string | undefined {
  const steps = ['chargeCard', 'packItem', 'shipParcel', 'sendInvoice', 'notify'];
  const undone = steps.find((step) => !rows.some((row) => stepOf(row) === step && row.effect));
  if (undone) return `\`fulfilOrder\` completed, and \`${undone}\` had never come to its end.`;
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1];
    const done = rows.findLastIndex((row) => stepOf(row) === step && row.effect);
    const begun = rows.findIndex((row) => stepOf(row) === next);
    if (next && step !== 'packItem' && begun < done)
      return `\`${next}\` was called when \`${step}\` was still being tried.`;
  }
  return undefined;
}
