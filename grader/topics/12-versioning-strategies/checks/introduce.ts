import { check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import { charges, drawOrder, endedAs, findMismatch, type Order, parcels, sayEnd, screenings } from './orders.ts';
import { findUnfit } from './recorded.ts';
import { requireCheckout } from './require-checkout.ts';

const file = 'a-introduce.ts';
const productionToday = { workflows: 'v1.ts' };

export const oldOrders = check('old-orders', 'a: orders that version 1 recorded still replay', async ({ lab }) => {
  lab.did = `Replayed orders that version 1 recorded, caught at each of its steps, against your ${file}.`;
  requireCheckout(lab, file);
  // Any host can replay; this is the one the next check begins with.
  await lab.recover(productionToday);
  const unfit = await findUnfit(lab, 'v1', file);
  if (!unfit) return holds;
  const sound = unfit.sound ? `Those ${unfit.sound} still do. ` : '';
  return finding({
    did: lab.did,
    saw: `Orders ${unfit.broken} don't fit any more. ${sound}Temporal says: ${unfit.said}`,
    why: 'A worker rebuilds an open order by running this code against its history. Where the two disagree the workflow task fails and is tried again for ever: the order neither goes on nor fails.',
    read: '#what-a-deployment-does-to-open-orders',
  });
});

export const wholeProcess = check(
  'whole-process',
  'a: an order that is open at the deployment goes through the old process or the new one, whole',
  async ({ lab }) => {
    const { reserved, charged, fresh } = await deployBetween(lab);
    const mismatch = await findMismatch([reserved.run, charged.run, fresh.run]);
    if (mismatch) {
      const which = new Map([
        [reserved.run, 'whose lines were being reserved'],
        [charged.run, 'that was being charged'],
      ]);
      return finding({
        did: lab.did,
        saw: `The order ${which.get(mismatch.run) ?? 'that began after it'} stands still: its workflow task fails again and again. Temporal says: ${mismatch.said}`,
        why: 'How an order is told to be old or new has to come out the same each time it is rebuilt, and right for the orders of today. An order that is taken for another kind in the middle stops where its history disagrees.',
        read: '#old-or-new-must-never-change',
        evidence: mismatch.run,
        decisive: mismatch.event,
      });
    }
    return (await findHalf(lab, reserved, fresh)) ?? (await findHalf(lab, charged, fresh)) ?? holds;
  },
  { needs: ['old-orders'], deadlineMs: 20_000 },
);

interface Placed {
  order: Order;
  run: Run;
}

/** Deploys while one order of version 1 has its first line reserved and another is being charged; then begins a new one. */
async function deployBetween(lab: Lab): Promise<{ reserved: Placed; charged: Placed; fresh: Placed }> {
  const lines = lab.draw.integer(3, 4);
  const [early, late, later] = [drawOrder(lab, lines), drawOrder(lab, lines), drawOrder(lab, lines)];
  lab.did = `Deployed your ${file} while two orders of version 1 were open: one with the first of its ${lines} lines reserved, one being charged. Then began a new one.`;
  const atCharge = lab.world.holds('payments.charge', 'before', ({ args }) => args['account'] === late.card);
  const atReserve = lab.world.holds('inventory.reserve', 'before', ({ args }) => args['sku'] === early.lines[1]?.sku);
  await lab.recover(productionToday);
  const charged = { order: late, run: await lab.start('checkout', late) };
  await lab.until(atCharge.reached(), 'version 1 to charge', { flowing: true });
  const reserved = { order: early, run: await lab.start('checkout', early) };
  await lab.until(atReserve.reached(), 'version 1 to reserve');
  // Both calls fail, and are due again in a minute: the old worker ends with nothing in flight, and the new one goes on.
  for (const gate of [atCharge, atReserve]) gate.open('outage');
  for (const { run } of [charged, reserved])
    await lab.eventually(async () => (await run.pending())[0]?.lastFailure, 'version 1 to be told of the outage');
  await lab.recover();
  for (const gate of [atCharge, atReserve]) gate.open('answer');
  return { reserved, charged, fresh: { order: later, run: await lab.start('checkout', later) } };
}

/** An order that got some of each process. The fraud desk says yes to everyone here. */
async function findHalf(lab: Lab, { order, run }: Placed, fresh: Placed): Promise<Found | undefined> {
  const [asked, askedAnew] = [screenings(lab, order).length, screenings(lab, fresh.order).length];
  const outcome = await run.outcome();
  const shipped = endedAs(outcome, order, 'shipped');
  if (shipped && (asked === 0 || asked === askedAnew)) return undefined;
  const times = (count: number) => (count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`);
  return finding({
    did: lab.did,
    saw: shipped
      ? `About the open order the fraud desk was asked ${times(asked)}; about a new order of as many lines, ${times(askedAnew)}.`
      : `The open order ${sayEnd(outcome)}; the fraud desk, which says yes to everyone, had been asked about it ${times(asked)}.`,
    why: 'This order went through some of the old process and some of the new one: a mixture that nobody designed and nobody tested. It happens when the code asks “old or new?” more than once and an order gets two answers.',
    read: '#asking-twice',
    evidence: run,
  });
}

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
