import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { MANY_CALLS, payAgainst } from './ending.ts';
import { sayHours, sayLate } from './for-ever.ts';
import { isSet } from './limit.ts';
import { authorise, capture, pay, receipt, type Step } from './payment.ts';

/** The longest pause that the gateway asks for. */
const HOUR_MS = inMs('1 hour');

/** What is left of a step's time when it comes through; more than time may flow by itself meanwhile. */
const RESERVE_MS = inMs('6 minutes');

/** For how long the gateway wants no call at one step; it says so an hour at a time. */
interface Wait {
  step: Step;
  ms: number;
}

export const dayInAll: Check = check(
  'day-in-all',
  'a payment whose steps take all the time that they have has ended within 24 hours',
  async ({ lab }) => {
    const first = { step: authorise, ms: await measure(lab, authorise, []) };
    const second = { step: capture, ms: await measure(lab, capture, [first]) };
    const did = `Started \`payInvoice\`. At \`authorise\` the gateway asked for pauses, ${sayHours(first.ms)} in all, and at \`capture\` for ${sayHours(second.ms)}. Then the mail provider`;
    const before = lab.ledger.calls(capture.operation).length;
    const { run, calls, late } = await during(lab, [first, second], () =>
      payAgainst(lab, {
        step: receipt,
        fault: { kind: 'outage' },
        did: `${did} went away and did not come back.`,
        didLong: `${did} was away for ${MANY_CALLS} calls.`,
      }),
    );
    // A payment that failed at the step before has ended, and is the matter of another check.
    if (calls.length === 0 || !late) return holds;
    const started = (await run.histories()).flat()[0]?.at ?? 0;
    const taken = lab.ledger.calls(capture.operation).slice(before).at(-1)?.at ?? started;
    return finding({
      did: lab.did,
      saw: `The money was taken ${sayHours(taken - started)} after the start. ${sayLate(late, receipt, calls)}`,
      why: 'Each step kept to its own limit, and such limits come one after the other, that of the receipt as well. Whoever waits for this payment counts from its start: a day is over, the money is taken, and they have not heard of it.',
      read: '#give-it-an-end',
      evidence: run,
    });
  },
  { needs: ['comes-to-an-end', 'receipt-spoils-nothing', 'limit-passes', 'left-alone'] },
);

/** For how long a step may wait and still come through, after what the steps before it have waited; in ms. */
async function measure(lab: Lab, { activity }: Step, before: readonly Wait[]): Promise<number> {
  const run = await during(lab, before, async () => {
    const known = lab.runs.length;
    const { run } = await pay(lab);
    await run.settle();
    return [run, ...lab.runs.slice(known).filter((other) => other !== run)];
  });
  return await readTime(run, activity);
}

/** By the limits in histories: on all attempts of an activity, and on their number. Without a limit of time, one pause. */
async function readTime(runs: readonly Run[], activity: string): Promise<number> {
  const events = (await Promise.all(runs.map((run) => run.histories()))).flat(2);
  const scheduled = eventsOf(events, 'ActivityScheduled').find((event) => event.activity === activity);
  if (!scheduled || !isSet(scheduled.options.scheduleToCloseMs)) return HOUR_MS;
  const { scheduleToCloseMs, retry } = scheduled.options;
  const counted = retry.attempts > 0 ? (retry.attempts - 1) * HOUR_MS : Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(scheduleToCloseMs - RESERVE_MS, counted));
}

/** Does something while the gateway asks for pauses: each step's begin with its first call. */
async function during<Value>(lab: Lab, waits: readonly Wait[], act: () => Promise<Value>): Promise<Value> {
  let isOver = false;
  for (const { step, ms } of waits) {
    let until: number | undefined;
    let count = 0;
    lab.world.on(step.operation, ({ at }) => {
      if (isOver) return undefined;
      until ??= at + ms;
      return at < until && ++count <= MANY_CALLS
        ? { kind: 'limit', retryAfterMs: Math.min(until - at, HOUR_MS) }
        : undefined;
    });
  }
  const value = await act();
  isOver = true;
  return value;
}
