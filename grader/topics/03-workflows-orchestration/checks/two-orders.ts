import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Outcome } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { drawOrder, type Order, sayEnd, startPickedUp, stepOf, steps } from './order.ts';

export const eachOrder: Check = check(
  'each-order',
  'all steps are done for an order, whatever was done for another',
  async ({ lab }) => {
    lab.did = 'Placed two orders, one after the other: the same customer, the same articles.';
    const first = drawOrder(lab);
    // All but its id is the same, so a key made of anything else is taken for that of the first.
    const second = { ...first, orderId: lab.draw.id('order') };
    await (await startPickedUp(lab, first)).settle();
    const before = [...lab.ledger.rows];
    const run = await startPickedUp(lab, second);
    const outcome = await run.settle();
    const rows = lab.ledger.rows.slice(before.length);
    const undone = steps.filter((step) => countDone(rows, step) < countWanted(second, step));
    const found = sayRepeated(before, rows, undone) ?? sayUndone(second, rows, { undone, outcome });
    return found ? finding({ did: lab.did, ...found, read: '#in-the-exercise', evidence: run }) : holds;
  },
  { needs: ['ships-packed', 'waits-for-steps'] },
);

type Said = { saw: string; why: string };

function countDone(rows: LedgerRow[], step: string): number {
  return rows.filter((row) => stepOf(row) === step && row.effect).length;
}

function countWanted({ items }: Order, step: string): number {
  return step === 'packItem' ? items.length : 1;
}

/** What has not happened in the world, where the step looks done. */
const missing: Record<string, string> = {
  chargeCard: 'the card was charged for one order of two',
  packItem: 'what was ordered the second time was not all packed',
  shipParcel: 'one parcel left for two orders',
  sendInvoice: 'one invoice was sent for two orders',
  notify: 'the customer was told of one parcel and not of the other',
};

/** Steps that a service took for a repetition of what it had done for the first order. */
function sayRepeated(before: LedgerRow[], rows: LedgerRow[], undone: string[]): Said | undefined {
  const repeated = rows.filter((row) => row.repeated && undone.includes(stepOf(row)) && isKnown(before, row));
  const [taken, ...others] = undone.flatMap((step) => repeated.find((row) => stepOf(row) === step) ?? []);
  if (!taken) return undefined;
  const more = others.map((row) => `\`${stepOf(row)}\``).join(', ');
  return {
    saw: `\`${stepOf(taken)}\` was called for the second order with a key that the first had used, \`${taken.key}\`: the service took it for a repetition and did nothing.${more && ` The same happened to: ${more}.`}`,
    why: `A service does what it is asked once per key. The history shows a step that completed; yet ${missing[stepOf(taken)]}.`,
  };
}

function isKnown(before: LedgerRow[], { operation, key }: LedgerRow): boolean {
  return before.some((row) => row.effect && row.operation === operation && row.key === key);
}

function sayUndone(
  order: Order,
  rows: LedgerRow[],
  { undone: [step], outcome }: { undone: string[]; outcome: Outcome },
): Said | undefined {
  if (outcome.status === 'completed' && !step) return undefined;
  const done = step && `; \`${step}\` had been done ${countDone(rows, step)} of ${countWanted(order, step)} times`;
  return {
    saw: `For the second order \`fulfilOrder\` ${sayEnd(outcome)}${done ?? ''}.`,
    why: 'Each order is one of its own: what was done for another one neither counts for it nor stands in its way.',
  };
}
