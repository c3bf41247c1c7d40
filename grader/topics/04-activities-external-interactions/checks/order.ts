import { type Duration, inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { readLocalActivity } from '../../../lab/local-activity.ts';
import { eventsOf, failureTypes } from '../../../lab/read-history.ts';
import type { Outcome } from '../../../lab/run.ts';
import type { OperationName } from '../../../world/services.ts';

/** The outside services of an invoice, in the order of its steps, and the activity that calls each. */
export const services = [
  { activity: 'fetchRate', operation: 'rates.quote' },
  { activity: 'storeInvoice', operation: 'pdf.store' },
  { activity: 'mailInvoice', operation: 'mail.send' },
] as const satisfies readonly { activity: string; operation: OperationName }[];

export type Service = (typeof services)[number];

export interface Order {
  orderId: string;
  email: string;
  cents: number;
  currency: string;
  date: string;
}

/** What a euro is worth, more or less. */
const usual = { USD: 1.08, GBP: 0.86, JPY: 163 };

/** An order no submission has seen, its rate, and that of another day. Faults of the rate service have to be ordered before: the first rule decides. */
export function drawOrder({ draw, world }: Lab): { order: Order; rate: number; otherRate: number } {
  const currency = draw.pick(['USD', 'GBP', 'JPY'] as const);
  const order = {
    orderId: draw.id('order'),
    email: `${draw.word()}@example.com`,
    cents: draw.integer(1_000, 90_000),
    currency,
    date: `2026-0${draw.integer(1, 9)}-${draw.integer(10, 28)}`,
  };
  const about = (from: number, to: number) => Math.round(usual[currency] * draw.integer(from, to)) / 10_000;
  // Neither can be the other, the usual one, or the 1 that is made up most often.
  const [rate, otherRate] = [about(10_010, 10_400), about(9_600, 9_990)];
  world.knows('rates.quote', () => ({ rate, asOf: order.date }));
  return { order, rate, otherRate };
}

/**
 * Prepares outages of a service, before {@link drawOrder} says what it answers.
 * @returns what begins one: it lasts so long, or for so many calls, whichever is over first
 */
export function prepareOutage(
  lab: Lab,
  operation: OperationName,
): (duration: Duration, calls?: number) => Promise<void> {
  let [over, last] = [0, 0];
  lab.world.on(operation, ({ at }, index) => (at < over && index < last ? { kind: 'outage' } : undefined));
  return async (duration, calls = Number.POSITIVE_INFINITY) => {
    over = (await lab.now()) + inMs(duration);
    last = lab.ledger.calls(operation).length + calls;
  };
}

/** How many attempts at each activity the server counted in all runs of a check, local ones included. */
export async function attemptsOf({ runs }: Lab): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const add = (activity: string, attempts: number) => counts.set(activity, (counts.get(activity) ?? 0) + attempts);
  for (const events of await Promise.all(runs.map((run) => run.history()))) {
    const names = new Map(eventsOf(events, 'ActivityScheduled').map(({ id, activity }) => [id, activity]));
    for (const { scheduled, attempt } of eventsOf(events, 'ActivityStarted')) add(names.get(scheduled) ?? '', attempt);
    for (const local of events.map(readLocalActivity)) if (local) add(local.activity, local.attempt);
  }
  return counts;
}

/** `1 attempt`, `2 attempts`. */
export function sayCount(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** How an invoice ended: `completed with …`, `failed with UnknownCurrency`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `completed with ${JSON.stringify(outcome.result) ?? 'no result'}`;
  if (outcome.status !== 'failed') return `ended as ${outcome.status}`;
  return `failed with ${failureTypes(outcome.failure).join(', because of ') || `“${outcome.failure.message}”`}`;
}
