import { check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import { drawOrder, endedAs, findMismatch, type Mismatch, type Order, sayEnd, screenings } from './orders.ts';

const file = 'a-introduce.ts';

export const wholeProcess = check(
  'whole-process',
  'a: an order that is open at the deployment goes through the old process or the new one, whole',
  async ({ lab }) => {
    const lines = lab.draw.integer(3, 4);
    const { reserved, charged } = await deployBetween(lab, lines);
    const open = await findMismatch([charged.run, reserved.run]);
    if (open)
      return standsStill(
        lab,
        open,
        open.run === charged.run ? 'that was being charged' : 'whose lines were being reserved',
      );
    const order = drawOrder(lab, lines);
    lab.did += ' Then began a new one.';
    const fresh = { order, run: await lab.start('checkout', order) };
    const late = await findMismatch([fresh.run]);
    if (late) return standsStill(lab, late, 'that began after the deployment');
    return (await findHalf(lab, reserved, fresh)) ?? (await findHalf(lab, charged, fresh)) ?? holds;
  },
  { needs: ['old-orders'], deadlineMs: 20_000 },
);

interface Placed {
  order: Order;
  run: Run;
}

/** Deploys while one order of version 1 has its first line reserved and another is being charged. */
async function deployBetween(lab: Lab, lines: number): Promise<{ reserved: Placed; charged: Placed }> {
  const [early, late] = [drawOrder(lab, lines), drawOrder(lab, lines)];
  lab.did = `Deployed your ${file} while two orders of version 1 were open: one with the first of its ${lines} lines reserved, one being charged.`;
  const atCharge = lab.world.holds('payments.charge', 'before', ({ args }) => args.account === late.card);
  const atReserve = lab.world.holds('inventory.reserve', 'before', ({ args }) => args.sku === early.lines[1]?.sku);
  await lab.recover({ workflows: 'v1.ts' });
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
  return { reserved, charged };
}

function standsStill(lab: Lab, { run, said, event }: Mismatch, which: string): Found {
  return finding({
    did: lab.did,
    saw: `The order ${which} stands still: its workflow task fails, again and again. Temporal says: ${said}`,
    why: 'How an order is told to be old or new has to come out the same each time it is rebuilt, and right for the orders of today. An order that is taken for another kind than before stops where its history disagrees.',
    read: '#old-or-new-must-never-change',
    evidence: run,
    decisive: event,
  });
}

/** An order that got some of each process. The fraud desk says yes to everyone here. */
async function findHalf(lab: Lab, { order, run }: Placed, fresh: Placed): Promise<Found | undefined> {
  const [asked, askedAnew] = [screenings(lab, order).length, screenings(lab, fresh.order).length];
  const outcome = await run.outcome();
  const shipped = endedAs(outcome, order, 'shipped');
  if (shipped && (asked === 0 || asked === askedAnew)) return undefined;
  return finding({
    did: lab.did,
    saw: shipped
      ? `About the open order the fraud desk ${sayAsked(asked)}; about a new order of as many lines it ${sayAsked(askedAnew)}.`
      : `The open order ${sayEnd(outcome)}. The fraud desk, which says yes to everyone, ${sayAsked(asked)} about it.`,
    why: 'This order went through some of the old process and some of the new one: a mixture that nobody designed and nobody tested. It happens when the code asks “old or new?” more than once and an order gets two answers.',
    read: '#asking-twice',
    evidence: run,
  });
}

function sayAsked(count: number): string {
  if (count === 0) return 'was never asked';
  return count === 1 ? 'was asked once' : `was asked ${count} times`;
}
