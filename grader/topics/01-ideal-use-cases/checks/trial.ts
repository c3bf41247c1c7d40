import { inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Outcome, Run } from '../../../lab/run.ts';

export const DAY = inMs('1 day');
/**
 * Between two days, and between two hours: the test server loses a task whose message comes in the moment in which the timer
 * fires that the task cancels, and a wait may end at every full day or hour.
 */
export const A_WHILE = inMs('257 minutes');

/** Days and nights count loosely: half a day early or late is still that day. */
const TOLERANCE = 0.5;

/** One customer's trial, and when it began. */
export interface Customer {
  customerId: string;
  email: string;
  run: Run;
  /** Virtual time, in ms since 1970. */
  began: number;
}

/** Starts a trial for a customer nobody has seen before, at an address that may be another customer's, too. */
export async function startTrial(lab: Lab, address?: string): Promise<Customer> {
  const customerId = lab.draw.id('customer');
  const email = address ?? `${customerId}@example.com`;
  const began = await lab.now();
  return { customerId, email, began, run: await lab.start('trial', { customerId, email }) };
}

/** How many days after its beginning something happened. */
export function dayOf({ began }: Customer, at: number): number {
  return (at - began) / DAY;
}

export function isOnDay(customer: Customer, at: number, day: number): boolean {
  return Math.abs(dayOf(customer, at) - day) <= TOLERANCE;
}

/** When something happened, in a sentence; loose enough to be the same at every grading. */
export function sayDay(customer: Customer, at: number): string {
  const day = Math.round(dayOf(customer, at));
  return day === 0 ? 'on the first day' : `on day ${day}`;
}

/** How a trial stands: `completed with …`, `was still running`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `completed with \`${JSON.stringify(outcome.result)}\``;
  if (outcome.status === 'failed') return `failed: “${(outcome.failure.cause ?? outcome.failure).message}”`;
  return outcome.status === 'unfinished' ? 'was still running' : `was ${outcome.status}`;
}

export function hasOutcome(outcome: Outcome, wanted: 'converted' | 'expired'): boolean {
  return outcome.status === 'completed' && (outcome.result as { outcome?: unknown } | null)?.outcome === wanted;
}

const closing = /^Run(Completed|Failed|Canceled|Terminated|TimedOut)$/;

/** The event that closed a run, if it is closed. */
export async function findEnd(run: Run): Promise<{ id: number; at: number } | undefined> {
  return (await run.history()).find(({ type }) => closing.test(type));
}
