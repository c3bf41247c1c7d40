import { check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import {
  charges,
  drawOrder,
  endedAs,
  findMismatch,
  type Mismatch,
  type Order,
  sayEnd,
  sayFate,
  screenings,
} from './orders.ts';

const file = 'a-introduce.ts';

export const wholeProcess = check(
  'whole-process',
  'a: an order that is open at the deployment goes through the old process or the new one, whole',
  async ({ lab }) => {
    const lines = lab.draw.integer(3, 4);
    const newcomers = { welcome: drawOrder(lab, lines), suspect: drawOrder(lab, lines) };
    const { reserved, suspect, charged } = await deployBetween(lab, lines, newcomers.suspect);
    const open = await findMismatch([charged.run, reserved.run, suspect.run]);
    if (open)
      return standsStill(
        lab,
        open,
        open.run === charged.run ? 'The order that was being charged' : 'An order whose lines were being reserved',
      );
    lab.did += ' Then began two new ones; the desk refuses one of them, too.';
    // One after the other: a worker that keeps no workflows loses the local activities of two runs at one moment.
    const fresh = await place(lab, newcomers.welcome);
    let late = await findMismatch([fresh.run]);
    const refused = await place(lab, newcomers.suspect);
    late ??= await findMismatch([refused.run]);
    if (late) return standsStill(lab, late, 'An order that began after the deployment');
    return (
      (await findHalf(lab, reserved, fresh)) ??
      (await findHalf(lab, charged, fresh)) ??
      (await findHalfRefused(lab, suspect, refused)) ??
      holds
    );
  },
  { needs: ['old-orders'] },
);

interface Placed {
  order: Order;
  run: Run;
}

/** The open orders: two with their first line reserved, of which the fraud desk refuses `suspect`, and one being charged. */
interface Open {
  reserved: Placed;
  suspect: Placed;
  charged: Placed;
}

async function place(lab: Lab, order: Order): Promise<Placed> {
  return { order, run: await lab.start('checkout', order) };
}

/**
 * Deploys while three orders of version 1 are open. The fraud desk refuses one of them, and `refused`. That one is minutes
 * behind the others: a worker that keeps no workflows loses the local activities of two runs at one moment.
 */
async function deployBetween(lab: Lab, lines: number, refused: Order): Promise<Open> {
  const [early, doubtful, late] = [drawOrder(lab, lines), drawOrder(lab, lines), drawOrder(lab, lines)];
  lab.did = `Deployed your ${file} while three orders of version 1 were open: one being charged, and two with the first of their ${lines} lines reserved. The fraud desk refuses one of these two.`;
  lab.world.knows('fraud.check', ({ orderId }) => ({
    ok: orderId !== doubtful.orderId && orderId !== refused.orderId,
  }));
  let stumbles = 0;
  lab.world.on('inventory.reserve', ({ args }) =>
    args.sku === doubtful.lines[1]?.sku && stumbles-- > 0 ? { kind: 'outage' } : undefined,
  );
  const second = [early, doubtful].map(({ lines }) => lines[1]?.sku);
  const atCharge = lab.world.holds('payments.charge', 'before', ({ args }) => args.account === late.card);
  const atReserve = lab.world.holds('inventory.reserve', 'before', ({ args }) =>
    second.some((sku) => sku === args.sku),
  );
  await lab.recover({ workflows: 'v1.ts' });
  const charged = await place(lab, late);
  await lab.until(atCharge.reached(), 'version 1 to charge', { flowing: true });
  const [reserved, suspect] = [await place(lab, early), await place(lab, doubtful)];
  await lab.until(atReserve.reached(2), 'version 1 to reserve');
  // These calls fail, and are due again in a minute: the old worker ends with nothing in flight, and the new one goes on.
  for (const gate of [atCharge, atReserve]) gate.open('outage');
  for (const { run } of [charged, reserved, suspect])
    await lab.eventually(async () => (await run.pending())[0]?.lastFailure, 'version 1 to be told of the outage');
  stumbles = 1;
  await lab.recover();
  for (const gate of [atCharge, atReserve]) gate.open('answer');
  return { reserved, suspect, charged };
}

function standsStill(lab: Lab, { run, said, event }: Mismatch, which: string): Found {
  return finding({
    did: lab.did,
    saw: `${which} stands still: its workflow task fails, again and again. Temporal says: ${said}`,
    why: 'How an order is told to be old or new has to come out the same each time it is rebuilt, and right for the orders of today. An order that is taken for another kind than before stops where its history disagrees.',
    read: '#old-or-new-must-never-change',
    evidence: run,
    decisive: event,
  });
}

const mixture =
  'This order went through some of the old process and some of the new one: a mixture that nobody designed and nobody tested. It happens when the code asks “old or new?” more than once and an order gets two answers.';

/** An order that got some of each process. The fraud desk says yes to it. */
async function findHalf(lab: Lab, { order, run }: Placed, fresh: Placed): Promise<Found | undefined> {
  const [asked, askedAnew] = [screenings(lab, order).length, screenings(lab, fresh.order).length];
  const outcome = await run.outcome();
  const shipped = endedAs(outcome, order, 'shipped');
  // Where it is asked late of every order, that is another claim.
  const isLate = isAskedLate(lab, order) && !isAskedLate(lab, fresh.order);
  if (shipped && !isLate && (asked === 0 || asked === askedAnew)) return undefined;
  return finding({
    did: lab.did,
    saw: isLate
      ? 'About an open order the fraud desk was asked when the card had been charged: a no would come too late.'
      : shipped
        ? `About the open order the fraud desk ${sayAsked(asked)}; about a new order of as many lines it ${sayAsked(askedAnew)}.`
        : `The open order ${sayEnd(outcome)}. The fraud desk, which would say yes, ${sayAsked(asked)} about it.`,
    why: mixture,
    read: '#asking-twice',
    evidence: run,
  });
}

/** Whether the fraud desk was asked about an order when its card was being charged already. */
function isAskedLate(lab: Lab, order: Order): boolean {
  const { rows } = lab.ledger;
  const [charge] = charges(lab, order);
  return charge !== undefined && screenings(lab, order).some((row) => rows.indexOf(row) > rows.indexOf(charge));
}

/** The same for an order that the fraud desk refuses: it is shipped unasked, or ends as a new one that is refused. */
async function findHalfRefused(lab: Lab, { order, run }: Placed, fresh: Placed): Promise<Found | undefined> {
  const asked = lab.ledger.calls('fraud.check').filter(({ args }) => args.orderId === order.orderId).length;
  const [fate, fateAnew] = [await sayFate(lab, order, run), await sayFate(lab, fresh.order, fresh.run)];
  if (asked === 0 ? endedAs(await run.outcome(), order, 'shipped') : fate === fateAnew) return undefined;
  return finding({
    did: lab.did,
    saw:
      asked === 0
        ? `The fraud desk, which would say no, was never asked about the open order. ${fate}.`
        : `About the open order that it refuses, the fraud desk ${sayAsked(asked)}. ${fate}. With the new order that it refuses it went otherwise. ${fateAnew}.`,
    why: mixture,
    read: '#asking-twice',
    evidence: run,
  });
}

function sayAsked(count: number): string {
  if (count === 0) return 'was never asked';
  return count === 1 ? 'was asked once' : `was asked ${count} times`;
}
