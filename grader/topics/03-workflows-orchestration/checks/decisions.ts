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
    const done = lab.ledger.operations();
    if (failedWith(outcome, 'EmptyOrder') && done.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `\`fulfilOrder\` ${sayEnd(outcome)}${done.length > 0 ? `, and these services had been called: ${done.join(', ')}` : ''}.`,
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
    const did = `Placed two orders. The card of the first was declined (CardDeclined); in the second, ${missing} was sold out (OutOfStock).`;
    lab.did = did;
    const first = await startPickedUp(lab, declined);
    const second = await startPickedUp(lab, soldOut);
    const dbg = setTimeout(async () => { const fs = await import('node:fs'); for (const r of [first, second]) fs.appendFileSync('/tmp/aut03/dbg.txt', JSON.stringify((await r.history()).map(({at, ...e}) => [new Date(at).toISOString(), e.id, e.type, (e as any).activity ?? (e as any).cause ?? (e as any).failure?.message])) + '\n'); }, 4000);
    const ends = { first: await first.settle(), second: await second.settle() };
    const shipped = lab.ledger.calls('shipping.ship').length > 0;
    const wrong = !failedWith(ends.first, 'CardDeclined')
      ? { order: 'first', run: first, outcome: ends.first }
      : (!failedWith(ends.second, 'OutOfStock') || shipped) && { order: 'second', run: second, outcome: ends.second };
    if (!wrong) return holds;
    return finding({
      did,
      saw: `The ${wrong.order} order ${sayEnd(wrong.outcome)}${shipped ? ', and a parcel was shipped' : ''}.`,
      why: 'A step that failed and an order that looks fulfilled: nobody looks into it, since nothing is red. A failure that is caught has to be answered; one that cannot be answered has to come out at the top.',
      read: '#failures-that-end-a-workflow',
      evidence: wrong.run,
    });
  },
  { needs: ['ships-packed'] },
);

function failedWith(outcome: Outcome, type: string): boolean {
  return outcome.status === 'failed' && failureTypes(outcome.failure).includes(type);
}
