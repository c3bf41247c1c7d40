import { type Duration, inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf, failureTypes } from '../../../lab/read-history.ts';
import type { Outcome } from '../../../lab/run.ts';
import type { OperationName } from '../../../world/services.ts';

/** The outside services of an invoice, in the order of its steps, and the activity that calls each. */
export const services = [
  { activity: 'fetchRate', operation: 'rates.quote' },
  { activity: 'storeInvoice', operation: 'pdf.store' },
  { activity: 'mailInvoice', operation: 'mail.send' },
] as const satisfies readonly { activity: string; operation: OperationName }[];

export interface Order {
  orderId: string;
  email: string;
  cents: number;
  currency: string;
  date: string;
}

/** An order no submission has seen, and its rate. Faults of the rate service have to be ordered before: the first rule decides. */
export function drawOrder({ draw, world }: Lab): { order: Order; rate: number } {
  const order = {
    orderId: draw.id('order'),
    email: `${draw.word()}@example.com`,
    cents: draw.integer(1_000, 90_000),
    currency: draw.pick(['USD', 'GBP', 'JPY']),
    date: `2026-0${draw.integer(1, 9)}-${draw.integer(10, 28)}`,
  };
  const rate = draw.integer(51, 999) / 100;
  world.knows('rates.quote', () => ({ rate, asOf: order.date }));
  return { order, rate };
}

/** The service does not work for so long from now on, or for so many calls, whichever is over first. */
export async function isDown(
  lab: Lab,
  operation: OperationName,
  duration: Duration,
  calls = Number.POSITIVE_INFINITY,
): Promise<void> {
  const over = (await lab.now()) + inMs(duration);
  const before = lab.ledger.calls(operation).length;
  lab.world.on(operation, ({ at }, index) => (at < over && index - before < calls ? { kind: 'outage' } : undefined));
}

/** How many attempts at activities the server counted in all runs of a check, local ones included. */
export async function attemptsOf({ runs }: Lab): Promise<number> {
  const histories = await Promise.all(runs.map((run) => run.history()));
  const attempts = histories.flatMap((events) => [
    ...eventsOf(events, 'ActivityStarted').map(({ attempt }) => attempt),
    ...eventsOf(events, 'Marker').map(({ marker, details }) =>
      marker === 'core_local_activity' ? ((details.data?.[0] as { attempt?: number } | undefined)?.attempt ?? 1) : 0,
    ),
  ]);
  return attempts.reduce((sum, one) => sum + one, 0);
}

/** How an invoice ended: `completed with …`, `failed with UnknownCurrency`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `completed with ${JSON.stringify(outcome.result) ?? 'no result'}`;
  if (outcome.status !== 'failed') return `ended as ${outcome.status}`;
  return `failed with ${failureTypes(outcome.failure).join(', because of ') || `“${outcome.failure.message}”`}`;
}
