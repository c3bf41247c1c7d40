import { type Check, check, finding, holds } from '../../../check/check.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import type { Outcome } from '../../../lab/run.ts';
import { activitiesOf, drawOrder, sayEnd, startPickedUp, stepOf } from './order.ts';

const needs = ['waits-for-pick-up', 'early-pick-up'];

export const gift: Check = check(
  'gift',
  'a gift gets no invoice, and its history speaks of none',
  async ({ lab }) => {
    lab.did = 'Placed an order that is a gift.';
    const run = await startPickedUp(lab, drawOrder(lab, { gift: true }));
    const outcome = await run.settle();
    const asked = (await activitiesOf(lab)).includes('sendInvoice');
    const sent = lab.ledger.rows.some((row) => stepOf(row) === 'sendInvoice' && row.effect);
    const said = outcome.status === 'completed' && (outcome.result as { invoiced?: unknown } | null)?.invoiced;
    const saw = sent
      ? 'An invoice was sent.'
      : asked
        ? 'No invoice was sent. Yet the history says that `sendInvoice` was called, and completed.'
        : said !== false && `The receipt does not say \`invoiced: false\`: \`fulfilOrder\` ${sayEnd(outcome)}.`;
    if (!saw) return holds;
    return finding({
      did: lab.did,
      saw,
      why: 'The history is what people read when a customer asks. A decision that a step takes quietly for itself is not in there: somebody will swear that this gift was invoiced.',
      read: '#decide-where-it-can-be-read',
      evidence: run,
    });
  },
  { needs },
);

export const emptyOrder: Check = check(
  'empty-order',
  'an order without items fails at once, with the type EmptyOrder',
  async ({ lab }) => {
    lab.did = 'Placed an order without items.';
    const run = await lab.start('fulfilOrder', drawOrder(lab, { items: [] }));
    const outcome = await run.settle();
    const done = await activitiesOf(lab);
    if (failedWith(outcome, 'EmptyOrder') && done.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `\`fulfilOrder\` ${sayEnd(outcome)}${done.length > 0 ? `, and these steps had been asked for: ${done.join(', ')}` : ''}.`,
      why: 'Whoever started the order acts on how it ends. They tell one failure from another by its type, and they must not find a charge for a parcel that cannot exist.',
      read: '#failures-that-end-a-workflow',
      evidence: run,
    });
  },
);

export const refusals: Check = check(
  'refusals',
  'a refused step ends the order, with the reason',
  async ({ lab }) => {
    const declined = drawOrder(lab);
    const soldOut = drawOrder(lab);
    const missing = soldOut.items.at(1)?.sku ?? '';
    lab.world.refuses('payments.charge', 'CardDeclined', ({ args }) => args.account === declined.card);
    lab.world.refuses('inventory.reserve', 'OutOfStock', ({ args }) => args.sku === missing);
    const orders = [
      { which: 'first', order: declined, reason: 'CardDeclined' },
      { which: 'second', order: soldOut, reason: 'OutOfStock' },
    ];
    lab.did = `Placed two orders. The card of the first was declined (CardDeclined); in the second, ${missing} was sold out (OutOfStock).`;
    // One after the other: a worker that keeps nothing in its cache can wedge on two runs with local activities.
    for (const { which, order, reason } of orders) {
      const run = await startPickedUp(lab, order);
      const outcome = await run.settle();
      const shipped = lab.ledger.calls('shipping.ship').length > 0;
      if (failedWith(outcome, reason) && !shipped) continue;
      return finding({
        did: lab.did,
        saw: `The ${which} order ${sayEnd(outcome)}${shipped ? ', and a parcel was shipped' : ''}.`,
        why: 'A step that failed and an order that looks fulfilled: nobody looks into it, since nothing is red. A failure that is caught has to be answered; one that cannot be answered has to come out at the top.',
        read: '#failures-that-end-a-workflow',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['ships-packed', 'waits-for-steps'] },
);

function failedWith(outcome: Outcome, type: string): boolean {
  return outcome.status === 'failed' && failureTypes(outcome.failure).includes(type);
}
