import { check, finding, holds } from '../../../check/check.ts';
import { charges, drawOrder, endedAs, parcels, sayEnd, screenings } from './orders.ts';
import { findUnfit } from './recorded.ts';
import { requireCheckout } from './require-checkout.ts';

const file = 'a-introduce.ts';

export const oldOrders = check(
  'old-orders',
  'a: orders of version 1 still replay',
  async ({ lab }) => {
    lab.did = `Replayed recorded orders of version 1, caught at each of their steps, against your ${file}.`;
    requireCheckout(lab, file);
    // Any host can replay; this is the one the next check begins with.
    await lab.recover({ workflows: 'v1.ts' });
    const unfit = await findUnfit(lab, 'v1', file);
    if (!unfit) return holds;
    return finding({
      did: lab.did,
      saw: `${unfit.text} Temporal says: ${unfit.said}`,
      why: unfit.hitsOpen
        ? 'A worker rebuilds an open order by running this code against its history. Where the two disagree the workflow task fails and is tried again for ever: the order neither goes on nor fails.'
        : 'A finished order is rebuilt too, whenever somebody queries it. What the code asks for at its end counts as well: an open order of today is a finished one tomorrow.',
      read: '#what-a-deployment-does-to-open-orders',
    });
  },
  { deadlineMs: 20_000 },
);

export const newOrders = check(
  'new-orders',
  'a: a new order is shown to the fraud desk, and shipped when it says yes',
  async ({ lab }) => {
    lab.did = `Began a new order on your ${file}; the fraud desk says yes.`;
    // As small as the recorded ones, so that nothing but its age tells it from them.
    const order = drawOrder(lab, 2);
    const run = await lab.start('checkout', order);
    const outcome = await run.settle();
    const [asked, charged] = [screenings(lab, order).length > 0, charges(lab, order).length > 0];
    if (asked && charged && endedAs(outcome, order, 'shipped')) return holds;
    const desk = asked
      ? 'The fraud desk was asked'
      : 'The fraud desk was never asked about this order, customer and sum';
    return finding({
      did: lab.did,
      saw: `${desk}; the card was ${charged ? 'charged' : 'never charged'}, and the order ${sayEnd(outcome)}.`,
      why: 'The change is why this is being deployed. Code that keeps every old order going, and gives new ones the old way too, changes nothing.',
      read: '#new-orders-must-take-the-new-way',
      evidence: run,
    });
  },
  { needs: ['whole-process'] },
);

export const refusedOrders = check(
  'refused-orders',
  'a: an order that the fraud desk refuses is neither charged nor shipped',
  async ({ lab }) => {
    lab.did = `Began a new order on your ${file}; the fraud desk says no.`;
    lab.world.knows('fraud.check', () => ({ ok: false }));
    const order = drawOrder(lab);
    const run = await lab.start('checkout', order);
    const outcome = await run.settle();
    const [charged, shipped] = [charges(lab, order).length > 0, parcels(lab, order).length > 0];
    if (!charged && !shipped && endedAs(outcome, order, 'refused')) return holds;
    const money = charged ? 'The card was charged' : 'The card was not charged';
    const goods = shipped ? 'the parcel was sent' : 'nothing was sent';
    return finding({
      did: lab.did,
      saw: `${money}, ${goods}, and the order ${sayEnd(outcome)}.`,
      why: 'A check that comes too late, or whose answer changes nothing, stops no thief. And the web shop reads from the result what became of the order.',
      read: '#new-orders-must-take-the-new-way',
      evidence: run,
    });
  },
  { needs: ['new-orders'] },
);
