import { check, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import {
  drawDozen,
  drawOrder,
  findClosing,
  finish,
  keyOf,
  list,
  readAnswer,
  readFamily,
  release,
  reserve,
  type Sold,
  sayEnd,
  sellersWith,
  ship,
  startPaid,
} from './order.ts';

export const allShip = check('all-ship', 'a paid order is shipped by all of its sellers', async ({ lab }) => {
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
  if (answer?.status === 'done' && told.join() === expected.join() && unsent.length === 0) return holds;
  const right = answer?.status === 'done' && told.join() === expected.join();
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
});

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
      why: 'The sellers know nothing of each other, and each has packed by the next day. Whoever comes late in the list waits for others, and so does the customer.',
      read: '#one-workflow-one-responsibility',
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
    const [out, odd] = lab.draw.shuffle(order.sellers.map(({ sellerId }) => sellerId)) as [string, string, string];
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
    return finding({
      did: lab.did,
      saw: `\`marketplaceOrder\` ${sayEnd(outcome)}. ${unsent.length > 0 ? `No parcel came from ${list(unsent)}.` : `Expected was: ${expected.join('; ')}.`}`,
      why: 'What can be shipped is what the customer still wants, and the shop has to say which parcels are missing and why. What goes wrong at one seller is that seller’s result, not the end of the order.',
      read: '#a-failure-stays-inside-its-border',
      evidence: run,
      decisive: await findClosing(run),
    });
  },
  { needs: ['all-ship'] },
);

export const goodsReturned = check(
  'goods-returned',
  'a part that fails gives its goods back',
  async ({ lab }) => {
    const order = drawOrder(lab);
    const { sellerId: odd } = lab.draw.pick(order.sellers as [Sold, ...Sold[]]);
    lab.world.refuses(ship, 'TooHeavy', ({ key }) => key === keyOf(order, odd));
    lab.did = `Three sellers packed for a day; then the carrier refused the parcel of ${odd}: TooHeavy.`;
    const run = await startPaid(lab, order);
    await finish(lab, run);
    if (sellersWith(lab, release, order).includes(odd)) return holds;
    return finding({
      did: lab.did,
      saw: `The goods of ${odd} were reserved and never released.`,
      why: 'They stand in a corner of the warehouse for a customer who will never get them, and the shop counts them as sold.',
      read: '#clean-up-where-the-mess-was-made',
      evidence: run,
    });
  },
  { needs: ['others-ship'] },
);
