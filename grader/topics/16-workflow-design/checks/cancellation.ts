import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import {
  drawOrder,
  findClosing,
  finish,
  isClosed,
  keyOf,
  list,
  type Order,
  release,
  reserve,
  sayEnd,
  sellersWith,
  ship,
  startPacking,
} from './order.ts';

export const cancelReturned = check(
  'cancel-returned',
  'a cancelled order gives all goods back',
  async ({ lab }) => {
    const { order, run } = await cancelWhilePacking(lab);
    const reserved = sellersWith(lab, reserve, order);
    const kept = reserved.filter((sellerId) => !sellersWith(lab, release, order).includes(sellerId));
    const sent = sellersWith(lab, ship, order);
    if (kept.length === 0 && sent.length === 0) return holds;
    return finding({
      did: lab.did,
      saw:
        kept.length > 0
          ? `Reserved and never released: the goods of ${list(kept)}.`
          : `All the same, ${list(sent)} shipped.`,
      why: 'A cancelled workflow can call no activity any more, also not in its `catch`: the call fails before it begins. Three warehouses keep goods for a customer who has changed her mind.',
      read: '#clean-up-where-the-mess-was-made',
      evidence: run,
    });
  },
  { needs: ['all-ship'] },
);

export const cancelSeen = check(
  'cancel-seen',
  'a cancelled order ends as Canceled',
  async ({ lab }) => {
    const { run, outcome } = await cancelWhilePacking(lab);
    if (outcome.status === 'canceled') return holds;
    return finding({
      did: lab.did,
      saw: `\`marketplaceOrder\` ${sayEnd(outcome)}.`,
      why: 'A cancellation reaches the order in the same place as a failure of one seller, and is something else: whoever cancelled wants to see that it worked, not an order that is done.',
      read: '#a-failure-stays-inside-its-border',
      evidence: run,
      decisive: await findClosing(run),
    });
  },
  { needs: ['all-ship'] },
);

export const cancelWaits = check(
  'cancel-waits',
  'a cancelled order ends after all of its sellers have cleaned up',
  async ({ lab }) => {
    const { run, cutOff } = await cancelWhilePacking(lab);
    if (cutOff.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `\`marketplaceOrder\` ended when one seller had cleaned up. At that moment ${list(cutOff)} had not released the goods yet. On a real server their workflows were terminated there, together with the order.`,
      why: 'A parent that ends takes its children along, in the middle of whatever they do. The first child to end says nothing about the others.',
      read: '#clean-up-where-the-mess-was-made',
      evidence: run,
      decisive: await findClosing(run),
    });
  },
  { needs: ['cancel-returned'] },
);

interface Cancelled {
  order: Order;
  run: Run;
  outcome: Outcome;
  /** Sellers whose goods were still to be released when the order ended. */
  cutOff: string[];
}

/** Cancels an order while its sellers are packing. One of them can release its goods at once, the others a moment later. */
async function cancelWhilePacking(lab: Lab): Promise<Cancelled> {
  const order = drawOrder(lab);
  const quick = lab.draw.pick(order.sellers as [Order['sellers'][number], ...Order['sellers']]);
  const gate = lab.world.holds(release, 'before', ({ key }) => key !== keyOf(order, quick.sellerId));
  lab.did = `A customer paid, and cancelled the order while the sellers were packing. The goods of ${quick.sellerId} were released before those of the others.`;
  const run = await startPacking(lab, order);
  await run.cancel();
  // Time stands still meanwhile: on this server a child that ends after its parent leaves a lock behind.
  await patiently(lab, async () => (await isClosed(run)) || (gate.held > 0 && (await sawChildEnd(run))));
  const isOver = await isClosed(run);
  const reserved = sellersWith(lab, reserve, order);
  const unreleased = () => reserved.filter((sellerId) => !sellersWith(lab, release, order).includes(sellerId));
  // Children of an order that is over run on here; who gets as far as the release was cleaning up.
  if (isOver) await patiently(lab, async () => gate.held === unreleased().length);
  const cutOff = isOver && gate.held > 0 ? unreleased() : [];
  gate.open();
  await patiently(lab, async () => unreleased().length === 0 && (isOver || (await isClosed(run))));
  const outcome = (await isClosed(run)) ? await run.outcome() : await finish(lab, run);
  return { order, run, outcome, cutOff };
}

/** Waits for something that a wrong submission never does. */
async function patiently(lab: Lab, look: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + 3000;
  await lab.eventually(async () => (await look()) || performance.now() > until, 'the cancellation to arrive');
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
