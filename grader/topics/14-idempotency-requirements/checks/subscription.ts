import { finding } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { OperationName } from '../../../world/services.ts';

export interface Renewal {
  subscriptionId: string;
  customerId: string;
  period: string;
  cents: number;
  addOnCents: number;
}

/** The operations that write points; a learner may use any of them. */
export const pointWrites = [
  'pointsTable.insert',
  'pointsTable.insertOnce',
  'pointsTable.upsert',
] as const satisfies readonly OperationName[];

/** Everything whose answer can get lost in a renewal. */
export const writes = ['payments.charge', 'subscriptions.extend', ...pointWrites, 'mail.send'] as const;

/** A renewal no submission has seen, without an add-on. */
export function drawRenewal({ draw }: Lab): Renewal {
  return {
    subscriptionId: draw.id('sub'),
    customerId: draw.id('customer'),
    period: `${draw.integer(2027, 2039)}-0${draw.integer(1, 8)}`,
    cents: draw.integer(1_000, 5_000),
    addOnCents: 0,
  };
}

/** The same with an add-on, of prices whose parts of a euro make one more euro together. */
export function withAddOn({ draw }: Lab, renewal: Renewal): Renewal {
  return {
    ...renewal,
    cents: draw.integer(10, 49) * 100 + draw.integer(50, 99),
    addOnCents: draw.integer(2, 8) * 100 + draw.integer(50, 99),
  };
}

/** The same month, a year later. */
export function nextYear({ period }: Renewal): string {
  return `${Number(period.slice(0, 4)) + 1}${period.slice(4)}`;
}

/** The month after a renewal's own. */
export function nextPeriod({ period }: Renewal): string {
  return `${period.slice(0, -1)}${Number(period.slice(-1)) + 1}`;
}

/** The charges that were really made for a customer, in order. */
export function chargesOf({ ledger }: Lab, { customerId }: Renewal): LedgerRow[] {
  return ledger.effects('payments.charge').filter(({ args }) => args.account === customerId);
}

/** The receipts that were really sent to a customer. */
export function receiptsOf({ ledger }: Lab, { customerId }: Renewal): LedgerRow[] {
  return ledger.effects('mail.send').filter(({ args }) => args.to === customerId);
}

/** The points that a renewal is worth: one for each whole euro. */
export function pointsFor({ cents, addOnCents }: Renewal): number {
  return Math.floor((cents + addOnCents) / 100);
}

/** What a customer's points are now, as the table says. */
export async function balanceOf(lab: Lab, { customerId }: Renewal): Promise<number> {
  const reply = await lab.world.receive({
    operation: 'pointsTable.balance',
    args: { customerId },
    caller: {},
    gone: new AbortController().signal,
  });
  return reply.kind === 'answer' ? Number(Object(reply.value).points) : 0;
}

/** `once`, `twice`, `3 times`; `not at all` for none. */
export function times(count: number): string {
  return ['not at all', 'once', 'twice'][count] ?? `${count} times`;
}

/** How a run ended: `completed with …`, `failed with …`, `was canceled`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `completed with ${JSON.stringify(outcome.result) ?? 'no result'}`;
  if (outcome.status !== 'failed') return `ended as ${outcome.status}`;
  return `failed with ${failureTypes(outcome.failure).join(', because of ') || `“${outcome.failure.message}”`}`;
}

/**
 * Holds the first call of any of these operations (one that is about the renewal, where it is said which).
 * @param options.isSent it is on its way: it arrives also when its caller is gone meanwhile
 */
export function holdFirst(
  { world }: Lab,
  operations: readonly OperationName[],
  when: 'before' | 'after',
  { of, isSent = false }: { of?: Renewal; isSent?: boolean } = {},
) {
  let held = false;
  const isFirst = ({ args }: LedgerRow) => {
    const first = !held && (!of || args.customerId === of.customerId);
    held ||= first;
    return first;
  };
  const gates = operations.map((operation) => world.holds(operation, when, isFirst, { isSent }));
  return {
    /** Resolves when it is there. */
    reached: Promise.race(gates.map((gate) => gate.reached())),
    /** Whether it has come to an end, one way or another. */
    isOver: () => gates.every(({ arrived }) => arrived.every(({ outcome }) => outcome.kind !== 'open')),
    open() {
      for (const gate of gates) gate.open();
    },
  };
}

/** A renewal that ended in the middle of its work. */
export function sayGivenUp(lab: Lab, run: Run, outcome: Outcome, why: string) {
  return finding({
    did: lab.did,
    saw: `\`renewSubscription\` ${sayEnd(outcome)}, with the card charged.`,
    why,
    read: '#one-attempt-is-not-exactly-once',
    evidence: run,
  });
}
