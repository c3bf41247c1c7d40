import { check, type Found, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { Stopped } from '../../../lab/stopped.ts';
import { charges, drawOrder, endedAs, type Order, parcels, sayEnd, sayFate, screenings } from './orders.ts';
import { findUnfit } from './recorded.ts';
import { requireCheckout } from './require-checkout.ts';

const file = 'a-introduce.ts';

export const oldOrders = check('old-orders', 'a: orders of version 1 still replay', async ({ lab }) => {
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
});

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
    const [refused, late] = [drawOrder(lab), drawOrder(lab)];
    let outages = 2;
    lab.world.on('fraud.check', ({ args }) =>
      args.orderId === late.orderId && outages-- > 0 ? { kind: 'outage' } : undefined,
    );
    lab.world.knows('fraud.check', () => ({ ok: false }));
    const first = await lab.start('checkout', refused);
    await first.settle();
    const found = await findLetThrough(
      lab,
      { order: refused, run: first },
      'A check that comes too late, or whose answer changes nothing, stops no thief.',
    );
    if (found) return found;
    lab.did += ' Then began another; the desk is out of order twice, and then says no.';
    const second = await lab.start('checkout', late);
    const { status } = await second.settle({ accept: (await asksLocally(first)) ? ['unfinished'] : [] });
    if (status === 'unfinished' && isUntouched(lab, late)) return holds;
    return (
      (await findLetThrough(
        lab,
        { order: late, run: second },
        'A desk that does not answer has not said yes. The activity is tried again until it does; an order that goes on without the answer was not checked, and one that gives up was not refused.',
      )) ?? holds
    );
  },
  { needs: ['new-orders'] },
);

export const closedDesk = check(
  'closed-desk',
  'a: as long as the fraud desk gives no answer, an order is neither shipped nor refused',
  async ({ lab }) => {
    const order = drawOrder(lab);
    let back: number | undefined;
    lab.world.on('fraud.check', ({ at }) => {
      back ??= at + inMs('3 days');
      return at < back ? { kind: 'outage' } : undefined;
    });
    lab.did = `Began a new order on your ${file}; the fraud desk was out of order for three days, and then said yes.`;
    const run = await lab.start('checkout', order);
    // Such an order may wait, or fail after a while: that is up to whoever writes it.
    const ms = 6000;
    const outcome = await run.settle({ accept: ['storm', 'unfinished'], ms });
    if (outcome.status === 'unfinished' && !(await asksLocally(run)))
      throw new Stopped({ kind: 'deadline', waitingFor: '`checkout` to end', ms, runs: [run] });
    const early = [...charges(lab, order), ...parcels(lab, order)].some(({ at }) => at < (back ?? 0));
    if (!early && !endedAs(outcome, order, 'refused')) return holds;
    return finding({
      did: lab.did,
      saw: `${early ? 'Before it had answered, the order went on. In the end: ' : ''}${await sayFate(lab, order, run)}.`,
      why: early
        ? 'A desk that does not answer has not said yes. Whoever knows that code goes on without it goes shopping on the day on which the desk is down.'
        : 'A desk that does not answer has not said no. A good customer is turned away because a machine was down, the web shop reads that she was refused, and nobody asks again.',
      read: '#new-orders-must-take-the-new-way',
      evidence: run,
    });
  },
  { needs: ['refused-orders'] },
);

/** A local activity may wait for its next attempt in real time, longer than we do: whoever waits lets nobody through. */
async function asksLocally(run: Run): Promise<boolean> {
  return !eventsOf(await run.history(), 'ActivityScheduled').some(({ activity }) => activity === 'fraudCheck');
}

function isUntouched(lab: Lab, order: Order): boolean {
  return charges(lab, order).length === 0 && parcels(lab, order).length === 0;
}

/** An order that the fraud desk refused, and that was charged or shipped all the same, or does not say so. */
async function findLetThrough(
  lab: Lab,
  { order, run }: { order: Order; run: Run },
  reason: string,
): Promise<Found | undefined> {
  if (isUntouched(lab, order) && endedAs(await run.outcome(), order, 'refused')) return undefined;
  return finding({
    did: lab.did,
    saw: `${await sayFate(lab, order, run)}.`,
    why: isUntouched(lab, order)
      ? 'The web shop reads from the result what became of the order. One that does not say “refused” looks like an order that broke, and somebody begins it again.'
      : `${reason} And the web shop reads from the result what became of the order.`,
    read: '#new-orders-must-take-the-new-way',
    evidence: run,
  });
}
