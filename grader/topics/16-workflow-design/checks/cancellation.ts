import { check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { EventOf } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import {
  callOff,
  drawOrder,
  findClosing,
  finish,
  isClosed,
  keyOf,
  list,
  type Order,
  readAnswer,
  readFamily,
  release,
  reserve,
  type Sold,
  sayEnd,
  sellersWith,
  ship,
  startPacking,
  startPaid,
  stopFor,
} from './order.ts';

export const cancelReturned = check(
  'cancel-returned',
  'a cancelled order gives all goods back',
  async ({ lab }) => {
    const { order, run } = await cancelWhilePacking(lab);
    const why =
      'Warehouses keep goods for a customer who has changed her mind. A cancelled workflow can call no activity any more, also not in its `catch`; and a child that hears nothing of the cancellation cleans up nothing.';
    return tellKept(lab, order, run, why) ?? holds;
  },
  { needs: ['all-ship'] },
);

export const cancelInDoubt = check(
  'cancel-in-doubt',
  'a cancelled order gives back what may have been reserved',
  async ({ lab }) => {
    const order = drawOrder(lab);
    const { sellerId } = lab.draw.pick(order.sellers as [Sold, ...Sold[]]);
    const over = (await lab.now()) + inMs('12 hours');
    const tries = () => lab.ledger.calls(reserve).filter(({ key }) => key === keyOf(order, sellerId)).length;
    // Whoever waits for the answer first gets one in the end.
    lab.world.on(reserve, ({ key, at }) => {
      if (key !== keyOf(order, sellerId) || at >= over) return undefined;
      return { kind: tries() === 1 ? 'lose-answer' : 'outage' };
    });
    lab.did = `A customer paid. ${sellerId} set the goods aside, but its answer got lost, and the next calls did not reach it; then the customer cancelled the order.`;
    const run = await startPaid(lab, order);
    await lab.eventually(async () => tries() > 0, 'a seller to be asked');
    await lab.pass('5 minutes');
    await callOff(lab, run);
    await finish(lab, run);
    const why =
      'A call that was not answered may have acted all the same. Giving back what was never set aside does nothing, so it is safe to give back in any case.';
    return tellKept(lab, order, run, why) ?? holds;
  },
  { needs: ['cancel-waits'] },
);

export const cancelFailed = check(
  'cancel-failed',
  'a seller that is giving its goods back goes on with that when the order is cancelled',
  async ({ lab }) => {
    const order = drawOrder(lab);
    const { sellerId } = lab.draw.pick(order.sellers as [Sold, ...Sold[]]);
    const key = keyOf(order, sellerId);
    let isCancelled = false;
    lab.world.on(ship, (row) => {
      // After the cancellation, too: a try that it crosses on its way is no parcel that was sent on purpose.
      return row.key === key || isCancelled ? { kind: 'refuse', code: 'Undeliverable' } : { kind: 'outage' };
    });
    const tries = stopFor(lab, release, key, '8 hours');
    lab.did = `A customer paid. The carrier refused the parcel of ${sellerId} for good, and ${sellerId} could not be reached for hours to take the goods back. Meanwhile the customer cancelled the order.`;
    const run = await startPacking(lab, order);
    await lab.pass('24 hours');
    if (tries().length === 0 || (await isClosed(run))) return holds;
    isCancelled = true;
    await callOff(lab, run);
    await finish(lab, run);
    const why =
      'A part that has failed is still a part of the order while it cleans up, and there the cancellation reaches it. What has to happen in any case is shielded in any case, not only where the cancellation came first.';
    return tellKept(lab, order, run, why) ?? holds;
  },
  { needs: ['cancel-waits', 'goods-returned'] },
);

/** The finding when goods were kept, or shipped all the same. */
function tellKept(lab: Lab, order: Order, run: Run, why: string) {
  const reserved = sellersWith(lab, reserve, order);
  const kept = reserved.filter((sellerId) => !sellersWith(lab, release, order).includes(sellerId));
  const sent = sellersWith(lab, ship, order);
  if (kept.length === 0 && sent.length === 0) return undefined;
  return finding({
    did: lab.did,
    saw:
      kept.length > 0
        ? `Reserved and never released: the goods of ${list(kept)}.`
        : `All the same, ${list(sent)} shipped.`,
    why,
    read: '#clean-up-where-the-mess-was-made',
    evidence: run,
  });
}

export const cancelSeen = check(
  'cancel-seen',
  'a cancelled order ends as Canceled',
  async ({ lab }) => {
    const told = async (run: Run, outcome: Outcome, why: string) =>
      finding({
        did: lab.did,
        saw: `\`marketplaceOrder\` ${outcome.status === 'unfinished' ? 'went on' : sayEnd(outcome)}. Expected was the end Canceled.`,
        why,
        read: '#a-failure-stays-inside-its-border',
        evidence: run,
        decisive: await findClosing(run),
      });
    lab.did = 'A customer cancelled an order that was not paid yet.';
    const unpaid = await lab.start('marketplaceOrder', drawOrder(lab));
    await lab.pass('1 hour');
    await unpaid.cancel();
    const outcome = await unpaid.settle({ accept: ['unfinished'], ms: 3000 });
    if (outcome.status !== 'canceled') return await told(unpaid, outcome, whyUnpaid(outcome));
    const order = drawOrder(lab);
    const { sellerId: out } = lab.draw.pick(order.sellers as [Sold, ...Sold[]]);
    lab.world.refuses(reserve, 'OutOfStock', ({ key }) => key === keyOf(order, out));
    lab.did = `A customer paid. ${out} had run out of stock, and while the others were packing the customer cancelled the order.`;
    const packing = await startPacking(lab, order);
    await callOff(lab, packing);
    const end = await finish(lab, packing);
    return end.status === 'canceled' ? holds : await told(packing, end, whyPacking(end));
  },
  { needs: ['cancel-waits'] },
);

function whyUnpaid(outcome: Outcome): string {
  const seen =
    readAnswer(outcome)?.status === 'unpaid'
      ? 'It does not mean that the three days are over: whoever cancelled wants to see that it worked, not an order that ended because nobody paid.'
      : 'Whoever cancelled wants to see that it worked.';
  return `A cancellation arrives as an error at the \`await\` where the order stands, here the wait for the money. ${seen}`;
}

function whyPacking({ status }: Outcome): string {
  const unlike = status === 'completed' ? ', not an order that is done' : '';
  return `A cancellation arrives as an error where the order waits, as the failure of a seller does, and is something else: whoever cancelled wants to see that it worked${unlike}.`;
}

export const cancelWaits = check(
  'cancel-waits',
  'a cancelled order ends after all of its sellers have cleaned up',
  async ({ lab }) => {
    const { run, quick, hasQuick, policy, cutOff } = await cancelWhilePacking(lab);
    if (cutOff.length === 0) return holds;
    return finding({
      did: `${lab.did} ${quick} could release its goods at once, the others a moment later.`,
      saw: `\`marketplaceOrder\` ${hasQuick ? `ended when ${quick} had cleaned up. At that moment` : 'ended before it had heard of the end of any of its sellers.'} ${list(cutOff)} had still to release the goods.${POLICY[policy]}`,
      why: `Whoever sees a cancelled order takes the goods for free again. ${hasQuick ? 'That one child has ended says nothing about the others, which still clean up.' : 'The order did not wait for the end of its children: that a cancellation was passed on does not mean that it has been carried out.'}`,
      read: '#clean-up-where-the-mess-was-made',
      evidence: run,
      decisive: await findClosing(run),
    });
  },
  { needs: ['cancel-returned'] },
);

type Policy = EventOf<'ChildInitiated'>['closePolicy'];

/** What a real server does to the children that were left. */
const POLICY: Record<Policy, string> = {
  unset: ' On a real server their workflows would have been terminated there, together with the order.',
  terminate: ' On a real server their workflows would have been terminated there, together with the order.',
  'request-cancel': ' Their parent close policy lets them go on, but the order no longer waited for them.',
  abandon: ' Their parent close policy lets them go on, but the order no longer waited for them.',
};

interface Cancelled {
  order: Order;
  run: Run;
  outcome: Outcome;
  /** The seller that could release its goods at once. */
  quick: string;
  /** The order had heard of the end of a child before it ended itself. */
  hasQuick: boolean;
  policy: Policy;
  /** Sellers whose goods were still to be released when the order ended. */
  cutOff: string[];
}

/** Cancels an order while its sellers are packing. One of them can release its goods at once, the others a moment later. */
async function cancelWhilePacking(lab: Lab): Promise<Cancelled> {
  const order = drawOrder(lab);
  const quick = lab.draw.pick(order.sellers as [Order['sellers'][number], ...Order['sellers']]);
  const gate = lab.world.holds(release, 'before', ({ key }) => key !== keyOf(order, quick.sellerId));
  lab.did = 'A customer paid, and cancelled the order while the sellers were packing.';
  const run = await startPacking(lab, order);
  await run.cancel();
  // Time stands still meanwhile: on this server a child that ends after its parent leaves a lock behind.
  await patiently(lab, async () => (await isClosed(run)) || (gate.held > 0 && (await sawChildEnd(run))));
  const isOver = await isClosed(run);
  const reserved = sellersWith(lab, reserve, order);
  const unreleased = () => reserved.filter((sellerId) => !sellersWith(lab, release, order).includes(sellerId));
  // Children of an order that is over run on here; who gets as far as the release was cleaning up.
  if (isOver) await patiently(lab, async () => gate.held === unreleased().length || (await hasEnded(run)));
  const cutOff = isOver && gate.held > 0 ? unreleased() : [];
  gate.open();
  await patiently(lab, async () => {
    return (unreleased().length === 0 && (isOver || (await isClosed(run)))) || (await hasEnded(run));
  });
  const outcome = (await isClosed(run)) ? await run.outcome() : await finish(lab, run);
  const events = await run.history();
  const policy = eventsOf(events, 'ChildInitiated')[0]?.closePolicy ?? 'unset';
  return { order, run, outcome, quick: quick.sellerId, hasQuick: await sawChildEnd(run), policy, cutOff };
}

/** Waits for something that a wrong submission never does. */
async function patiently(lab: Lab, look: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + 3000;
  await lab.eventually(async () => (await look()) || performance.now() > until, 'the cancellation to arrive');
}

/** The order and all of its children are over. */
async function hasEnded(run: Run): Promise<boolean> {
  const end = /^Run(Completed|Failed|Canceled|Terminated|TimedOut)$/;
  return (await readFamily(run)).every(({ events }) => events.some(({ type }) => end.test(type)));
}

/** The order has heard that one of its children ended, and has done with it what it does. */
async function sawChildEnd(run: Run): Promise<boolean> {
  const events = await run.history();
  const [ended] = [
    ...eventsOf(events, 'ChildCanceled'),
    ...eventsOf(events, 'ChildFailed'),
    ...eventsOf(events, 'ChildCompleted'),
  ];
  return ended !== undefined && eventsOf(events, 'TaskCompleted').some(({ id }) => id > ended.id);
}
