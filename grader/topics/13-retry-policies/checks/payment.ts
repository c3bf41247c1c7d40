import { type Duration, inMs, sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { OperationName } from '../../../world/services.ts';
import type { Rule } from '../../../world/world.ts';

export interface Step {
  activity: string;
  operation: OperationName;
  /** What does not work when it is down. */
  service: string;
}

export const authorise: Step = { activity: 'authorise', operation: 'gateway.authorise', service: 'the gateway' };
export const capture: Step = { activity: 'capture', operation: 'gateway.capture', service: 'the gateway' };
export const receipt: Step = { activity: 'sendReceipt', operation: 'mail.send', service: 'the mail provider' };

/** In the order in which a payment takes them. */
export const steps = [authorise, capture, receipt];

export interface Invoice {
  invoiceId: string;
  cents: number;
  card: string;
  email: string;
}

/** An invoice no submission has seen. */
export function drawInvoice({ draw }: Lab): Invoice {
  const invoiceId = draw.id('invoice');
  return { invoiceId, cents: draw.integer(500, 90_000), card: draw.id('card'), email: `${invoiceId}@example.com` };
}

/** Starts paying an invoice; what the world does to it has to be said before. */
export async function pay(lab: Lab): Promise<{ invoice: Invoice; run: Run }> {
  // A loop around a step writes eleven events each turn: what is wrong with it is said by claims, not by a storm.
  lab.expectUpTo({ events: 1000 });
  const invoice = drawInvoice(lab);
  return { invoice, run: await lab.start('payInvoice', invoice) };
}

/** A payment during which something is wrong with one step; after it, that step is all right again. */
export async function payWhile(
  lab: Lab,
  { operation }: Step,
  rule: Rule,
  settle: (run: Run) => Promise<Outcome> = (run) => run.settle(),
): Promise<{ run: Run; outcome: Outcome; calls: LedgerRow[] }> {
  const before = lab.ledger.calls(operation).length;
  let isOver = false;
  lab.world.on(operation, (row, index) => (isOver ? undefined : rule(row, index)));
  const { run } = await pay(lab);
  const outcome = await settle(run);
  isOver = true;
  return { run, outcome, calls: lab.ledger.calls(operation).slice(before) };
}

/** From its first call on, a service is away for so long. */
export function away(duration: Duration): Rule {
  let back: number | undefined;
  return ({ at }) => {
    back ??= at + inMs(duration);
    return at < back ? { kind: 'outage' } : undefined;
  };
}

export function isPaid(outcome: Outcome): boolean {
  return outcome.status === 'completed' && (outcome.result as { status?: unknown } | null)?.status === 'paid';
}

/** Calls in a sentence: `once`, `5 times within 15 seconds`. */
export function sayCalls(rows: readonly LedgerRow[]): string {
  const span = (rows.at(-1)?.at ?? 0) - (rows[0]?.at ?? 0);
  if (rows.length === 0) return 'never';
  return rows.length === 1 ? 'once' : `${rows.length} times within ${saySpan(span)}`;
}

/** A virtual time span, rounded down: time flows while an attempt is under way, and more so on a slow machine. */
export function saySpan(ms: number): string {
  if (ms >= inMs('100 minutes')) return sayDuration(Math.floor(ms / inMs('6 minutes')) * inMs('6 minutes'));
  const unit = ms < inMs('1 minute') ? inMs('1 second') : inMs('1 minute');
  return sayDuration(Math.max(inMs('1 second'), Math.floor(ms / unit) * unit));
}

/** A pause in words, to the second: `46 minutes and 25 seconds`. */
export function sayPause(ms: number): string {
  const seconds = (ms % inMs('1 minute')) / 1000;
  const whole = sayDuration(ms - seconds * 1000);
  return seconds === 0 ? whole : `${whole} and ${seconds} seconds`;
}

/** How a payment ended: `completed with …`, `failed with CardDeclined`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `completed with \`${JSON.stringify(outcome.result) ?? 'nothing'}\``;
  if (outcome.status !== 'failed') return `ended as ${outcome.status}`;
  return `failed with ${failureTypes(outcome.failure).join(', because of ') || `“${outcome.failure.message}”`}`;
}

/** Whether a result says what it should; more than that is no mistake. */
export function says(result: unknown, wanted: Record<string, unknown>): boolean {
  if (typeof result !== 'object' || result === null) return false;
  return Object.entries(wanted).every(([name, value]) => (result as Record<string, unknown>)[name] === value);
}
