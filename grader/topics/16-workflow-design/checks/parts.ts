import { check, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import {
  drawDozen,
  drawOrder,
  findClosing,
  finish,
  keyOf,
  list,
  type Order,
  readAnswer,
  readFamily,
  release,
  reserve,
  type Sold,
  sayEnd,
  sayTries,
  sellersWith,
  ship,
  startPaid,
  stopFor,
} from './order.ts';

export const allShip = check(
  'all-ship',
  'a paid order is packed for a day and shipped by all of its sellers',
  async ({ lab }) => {
    const order = drawOrder(lab);
    lab.did = 'A customer ordered from three sellers and paid at once; each had the goods.';
    const run = await startPaid(lab, order);
    const outcome = await finish(lab, run);
    const answer = readAnswer(outcome);
    const told = answer?.sellers.map(({ sellerId, status }) => `${sellerId} ${status}`) ?? [];
    const expected = order.sellers.map(({ sellerId }) => `${sellerId} shipped`);
    const parcels = lab.ledger.effects(ship);
    const unsent = order.sellers.filter(({ sellerId }) => {
      return !parcels.some(({ key, args }) => key === keyOf(order, sellerId) && args.address === order.address);
    });
    const right = answer?.status === 'done' && told.join() === expected.join();
    if (right && unsent.length === 0) {
      const packed = sayPacking(lab, order);
      return packed === undefined
        ? holds
        : finding({ did: lab.did, ...packed, read: '#in-the-exercise', evidence: run });
    }
    return finding({
      did: lab.did,
      saw: right
        ? `No parcel of ${list(unsent.map(({ sellerId }) => sellerId))} went to ${order.address}.`
        : `\`marketplaceOrder\` ${sayEnd(outcome)}. Expected was the status done, with ${list(expected)}.`,
      why: 'The customer paid for three parcels, and this answer is what the shop shows: each seller in the order of the order.',
      read: '#in-the-exercise',
      evidence: run,
      decisive: await findClosing(run),
    });
  },
);

/** The first seller that packed longer or shorter than a day, or reserved nothing; undefined when there is none. */
function sayPacking(lab: Lab, order: Order): { saw: string; why: string } | undefined {
  const timeOf = (operation: typeof reserve, sellerId: string) =>
    lab.ledger.effects(operation).find(({ key }) => key === keyOf(order, sellerId))?.at;
  for (const { sellerId } of order.sellers) {
    const [reserved, shipped] = [timeOf(reserve, sellerId), timeOf(ship, sellerId)];
    if (reserved === undefined)
      return {
        saw: `${sellerId} shipped, and its goods had never been reserved.`,
        why: 'A seller packs what was set aside for this order. What was not may be sold to somebody else meanwhile.',
      };
    const took = (shipped ?? reserved) - reserved;
    if (Math.abs(took - inMs('1 day')) < inMs('1 hour')) continue;
    return {
      saw: `${sellerId} shipped ${sayGap(took)} its goods had been reserved. Expected was a day after.`,
      why: 'A seller needs a day for packing. What leaves earlier is not packed yet, and what leaves later comes late.',
    };
  }
  return undefined;
}

function sayGap(ms: number): string {
  if (ms < 0) return 'before';
  return ms < inMs('1 minute') ? 'less than a minute after' : `${sayDuration(ms)} after`;
}

export const ownHistory = check('own-history', 'each seller’s part has a workflow of its own', async ({ lab }) => {
  const order = drawOrder(lab);
  lab.did = 'A customer ordered from three sellers, and paid.';
  const run = await startPaid(lab, order);
  await finish(lab, run);
  const family = await readFamily(run);
  const shared = family.map((member) => {
    const scheduled = eventsOf(member.events, 'ActivityScheduled').filter(
      ({ activity }) => activity === 'reserveStock',
    );
    const local = eventsOf(member.events, 'Marker').filter(({ details }) =>
      JSON.stringify(details).includes('reserveStock'),
    );
    return { ...member, parts: scheduled.length + local.length };
  });
  const largest = shared.find(({ parts }) => parts > 1);
  if (!largest) return holds;
  return finding({
    did: lab.did,
    saw: `The steps of ${largest.parts} sellers stand in one history, that of \`${largest.workflow}\`.`,
    why: 'One history for all grows with every seller, and nobody can look at one seller’s part, retry it or cancel it alone. A border that exists only in the code is gone when the code is changed.',
    read: '#one-workflow-one-responsibility',
    evidence: run,
  });
});

export const sideBySide = check(
  'side-by-side',
  'no seller waits for another',
  async ({ lab }) => {
    const order = drawOrder(lab, drawDozen(lab));
    lab.did = 'A customer ordered from a dozen sellers, each of which packs for a day.';
    const run = await startPaid(lab, order);
    await finish(lab, run);
    const [first] = lab.ledger.calls(reserve);
    const last = lab.ledger.effects(ship).at(-1);
    const took = (last?.at ?? 0) - (first?.at ?? 0);
    if (took < inMs('36 hours')) return holds;
    return finding({
      did: lab.did,
      saw: `From the first reservation to the last parcel it took ${sayDuration(took)}.`,
      why: 'The sellers know nothing of each other, and each could have shipped after one day. Whoever comes late in the list waits for others, and so does the customer.',
      read: '#a-failure-stays-inside-its-border',
      evidence: run,
    });
  },
  { needs: ['all-ship'] },
);

export const othersShip = check(
  'others-ship',
  'a seller that fails does not take the others along',
  async ({ lab }) => {
    const order = drawOrder(lab);
    // The first of the order fails last: neither the order of what happened nor “shipped first” is the order's.
    const [odd, ...others] = order.sellers.map(({ sellerId }) => sellerId) as [string, string, string];
    const out = lab.draw.pick(others);
    lab.world.refuses(reserve, 'OutOfStock', ({ args }) => args.sellerId === out);
    lab.world.refuses(ship, 'TooHeavy', ({ key }) => key === keyOf(order, odd));
    const reasons = new Map([
      [out, 'OutOfStock'],
      [odd, 'TooHeavy'],
    ]);
    lab.did = `A customer ordered from three sellers. ${out} had run out of stock: OutOfStock. When the goods were packed, the carrier refused the parcel of ${odd}: TooHeavy.`;
    const run = await startPaid(lab, order);
    const outcome = await finish(lab, run);
    const answer = readAnswer(outcome);
    const expected = order.sellers.map(({ sellerId }) => {
      const reason = reasons.get(sellerId);
      return reason ? `${sellerId} failed, ${reason}` : `${sellerId} shipped`;
    });
    const told = answer?.sellers.map(({ sellerId, status, reason }) =>
      status === 'failed' ? `${sellerId} failed, ${reason}` : `${sellerId} ${status}`,
    );
    const unsent = order.sellers
      .map(({ sellerId }) => sellerId)
      .filter((id) => !reasons.has(id) && !sellersWith(lab, ship, order).includes(id));
    if (told?.join('; ') === expected.join('; ') && unsent.length === 0) return holds;
    const isShuffled = unsent.length === 0 && told?.toSorted().join('; ') === expected.toSorted().join('; ');
    return finding({
      did: lab.did,
      saw: `\`marketplaceOrder\` ${sayEnd(outcome)}. ${unsent.length > 0 ? `No parcel came from ${list(unsent)}.` : `Expected was: ${expected.join('; ')}.`}`,
      why: isShuffled
        ? 'Each result is right, and stands in another seller’s place. The shop goes through the order and this list side by side: the customer reads that the wrong parcel is missing.'
        : 'What can be shipped is what the customer still wants, and the shop has to say which parcels are missing and why. What goes wrong at one seller is that seller’s result, not the end of the order.',
      read: isShuffled ? '#in-the-exercise' : '#a-failure-stays-inside-its-border',
      evidence: run,
      decisive: await findClosing(run),
    });
  },
  { needs: ['all-ship'] },
);

export const goodsReturned = check(
  'goods-returned',
  'a part that fails gives its goods back, and no other does',
  async ({ lab }) => {
    const order = drawOrder(lab);
    const { sellerId: odd } = lab.draw.pick(order.sellers as [Sold, ...Sold[]]);
    lab.world.refuses(ship, 'TooHeavy', ({ key }) => key === keyOf(order, odd));
    const tries = stopFor(lab, release, keyOf(order, odd), '6 hours');
    lab.did = `Three sellers packed for a day; then the carrier refused the parcel of ${odd}: TooHeavy. After that, ${odd} could not be reached for some hours.`;
    const run = await startPaid(lab, order);
    const outcome = await finish(lab, run);
    const told = readAnswer(outcome)?.sellers.find(({ sellerId }) => sellerId === odd);
    const released = sellersWith(lab, release, order);
    const wasted = sellersWith(lab, ship, order).filter((sellerId) => released.includes(sellerId));
    const tell = (saw: string, why: string, read = '#clean-up-where-the-mess-was-made') =>
      finding({ did: lab.did, saw, why, read, evidence: run });
    if (!released.includes(odd)) {
      const asked =
        tries().length > 0
          ? `\`releaseStock\` had been tried ${sayTries(tries())}`
          : 'nobody had asked the seller to take them back';
      const blamed =
        told?.status === 'failed' && told.reason !== 'TooHeavy'
          ? ` The answer gives the reason ${told.reason} instead of TooHeavy.`
          : '';
      return tell(
        `When \`marketplaceOrder\` ended, the goods of ${odd} were still reserved; ${asked}.${blamed}`,
        'They stand in a corner of the warehouse for a customer who will never get them, and the shop counts them as sold. An outage ends by itself, and no customer waits for the goods to go back.',
      );
    }
    if (told?.status !== 'failed' || told.reason !== 'TooHeavy')
      return tell(
        `The goods of ${odd} were released. \`marketplaceOrder\` ${sayEnd(outcome)}. Expected was: ${odd} failed, TooHeavy.`,
        'The shop has to say why a parcel is missing. That is what went wrong first, not what went wrong while the goods were given back.',
        '#a-failure-stays-inside-its-border',
      );
    if (wasted.length > 0)
      return tell(
        `The goods that ${list(wasted)} shipped were released as well.`,
        'What is on its way to a customer counts as free again, and the seller may sell it a second time.',
      );
    return holds;
  },
  { needs: ['others-ship'] },
);
