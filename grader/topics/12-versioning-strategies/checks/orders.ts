import type { Lab } from '../../../lab/lab.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { Stopped } from '../../../lab/stopped.ts';
import type { LedgerRow } from '../../../world/ledger.ts';

export interface Order {
  orderId: string;
  customerId: string;
  cents: number;
  card: string;
  lines: { sku: string; quantity: number }[];
}

/** An order nobody has seen before, with at least two lines. */
export function drawOrder({ draw }: Lab, lines = draw.integer(2, 4)): Order {
  return {
    orderId: draw.id('order'),
    customerId: draw.id('customer'),
    cents: draw.integer(1500, 90_000),
    card: draw.id('card'),
    lines: Array.from({ length: lines }, (_, line) => ({
      sku: `${draw.id('sku')}-${line + 1}`,
      quantity: draw.integer(1, 5),
    })),
  };
}

/** Questions about this order that reached the fraud desk. */
export function screenings({ ledger }: Lab, { orderId, customerId, cents }: Order): LedgerRow[] {
  return ledger
    .calls('fraud.check')
    .filter(({ args }) => args.orderId === orderId && args.customerId === customerId && args.cents === cents);
}

/** Attempts to take the money for this order. */
export function charges({ ledger }: Lab, { card }: Order): LedgerRow[] {
  return ledger.calls('payments.charge').filter(({ args }) => args.account === card);
}

/** Parcels of this order. */
export function parcels({ ledger }: Lab, { orderId }: Order): LedgerRow[] {
  return ledger.calls('shipping.ship').filter(({ args }) => args.orderId === orderId);
}

/** Whether the workflow answered that this order was shipped, or refused. */
export function endedAs(outcome: Outcome, { orderId }: Order, status: 'shipped' | 'refused'): boolean {
  if (outcome.status !== 'completed') return false;
  const result = outcome.result as Partial<Record<string, unknown>> | null | undefined;
  return result?.orderId === orderId && result.status === status;
}

/** How a run ended, as the end of a sentence: `ended as completed and answered {…}`. */
export function sayEnd(outcome: Outcome): string {
  return outcome.status === 'completed'
    ? `ended as completed and answered ${JSON.stringify(outcome.result) ?? 'nothing'}`
    : `ended as ${outcome.status}`;
}

/** What became of an order, in words that are the same for orders that fared the same: `The card was charged, …`. */
export async function sayFate(lab: Lab, order: Order, run: Run): Promise<string> {
  const outcome = await run.outcome();
  const money = charges(lab, order).length > 0 ? 'The card was charged' : 'The card was not charged';
  const goods = parcels(lab, order).length > 0 ? 'the parcel was sent' : 'nothing was sent';
  const result =
    outcome.status === 'completed' ? (outcome.result as { status?: unknown } | null | undefined) : undefined;
  const answer = result?.status === undefined ? '' : ` with the status ${JSON.stringify(result.status)}`;
  return `${money}, ${goods}, and the order ended as ${outcome.status}${answer}`;
}

/** A run whose history and code don't fit: it stands still until other code is deployed. */
export interface Mismatch {
  run: Run;
  /** What Temporal says about it. */
  said: string;
  /** The TaskFailed event. */
  event: number;
}

/** Settles the runs one after the other. Undefined when all of them ended; other trouble stops the check as usual. */
export async function findMismatch(runs: Run[]): Promise<Mismatch | undefined> {
  try {
    for (const run of runs) await run.settle();
    return undefined;
  } catch (error) {
    if (!(error instanceof Stopped) || error.raw.kind !== 'task-failed') throw error;
    const { run, cause, failure, event } = error.raw;
    if (cause !== 'NON_DETERMINISTIC_ERROR') throw error;
    return { run, event, said: sayMismatch(failure.message) };
  }
}

/** The sentence that matters in what Temporal says about a history that does not fit. */
export function sayMismatch(message: string): string {
  const [, reason] = /Nondeterminism error: ([^"]+)/.exec(message) ?? /message: "([^"]+)/.exec(message) ?? [];
  return reason ? `“${reason.trim()}”` : 'nothing that would explain it';
}
