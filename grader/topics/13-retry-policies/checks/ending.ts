import { type Duration, inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { Gate } from '../../../world/gate.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { Disturbance } from '../../../world/world.ts';
import { away, isPaid, payWhile, receipt, type Step } from './payment.ts';

const DAY_MS = inMs('1 day');
/** What the picture of a day may differ by. */
const SLACK_MS = 5000;

/** So many calls show a policy; nobody has to wait for the rest. */
export const MANY_CALLS = 40;

/** So many pauses of an hour are more than a day. */
const MANY_HOURS = 26;

/** How a payment came out against a service that does not mend. */
export interface Ending {
  run: Run;
  outcome: Outcome;
  calls: LedgerRow[];
  /** Whether it ended within a day, or would have. */
  isInTime: boolean;
  /** It was still calling when the world gave in; its outcome says nothing. */
  isPatient: boolean;
}

/**
 * A payment during which every call of one step meets the same fault. After many calls the world gives in, so that the run
 * ends in good order; whether something would have ended it in time is then read from the limits in the histories.
 */
export async function payAgainst(lab: Lab, step: Step, fault: Disturbance): Promise<Ending> {
  let count = 0;
  const known = lab.runs.length;
  const paid = await payWhile(lab, step, () => {
    count++;
    if (count <= MANY_CALLS) return fault;
    // A pause of an hour is as good as no answer, and brings the end near in a few more calls.
    const goesOn = fault.kind === 'outage' && step !== receipt && count <= MANY_CALLS + MANY_HOURS;
    return goesOn ? { kind: 'limit', retryAfterMs: inMs('1 hour') } : undefined;
  });
  const isLong = count > MANY_CALLS;
  if (isLong) lab.did = lab.did.replace(/\.$/, `; after ${MANY_CALLS} calls it asked for pauses of an hour.`);
  const { run } = paid;
  const isPatient = isLong && isPaid(paid.outcome);
  const calls = paid.calls.slice(0, MANY_CALLS);
  const history = await run.history();
  const started = history[0]?.at ?? 0;
  const ends = isLong
    ? await Promise.all(lab.runs.slice(known).map((run) => endOfTries(run, step, 'slow')))
    : [history.at(-1)?.at ?? 0];
  return { run, outcome: paid.outcome, calls, isPatient, isInTime: Math.min(...ends) - started <= DAY_MS + SLACK_MS };
}

/** How a payment came out against a service that was away for a while. */
export interface Survival {
  run: Run;
  outcome: Outcome;
  calls: LedgerRow[];
  /** The world gave in before its time, and the policy would have given up before that. */
  wouldGiveUp: boolean;
}

/** A payment during which the service of one step is away for so long; short pauses make the world give in earlier. */
export async function payThrough(lab: Lab, step: Step, duration: Duration): Promise<Survival> {
  let count = 0;
  const isAway = away(duration);
  const known = lab.runs.length;
  const paid = await payWhile(lab, step, (row, index) => (++count <= MANY_CALLS ? isAway(row, index) : undefined));
  const [first, last] = [paid.calls[0]?.at ?? 0, paid.calls.at(-1)?.at ?? 0];
  const back = first + inMs(duration);
  const ends =
    count > MANY_CALLS && last < back
      ? await Promise.all(lab.runs.slice(known).map((run) => endOfTries(run, step, 'quick')))
      : [];
  return { ...paid, wouldGiveUp: Math.min(...ends) < back };
}

/**
 * Virtual time by which a step would have been given up, as far as a history says; Infinity when nothing does. Attempts
 * that fail are either quick, or as slow as they may be.
 */
async function endOfTries(run: Run, { activity }: Step, attempts: 'quick' | 'slow'): Promise<number> {
  const events = await run.history();
  const attemptMs = (startToCloseMs: number) => (attempts === 'slow' ? startToCloseMs : 0);
  const scheduled = eventsOf(events, 'ActivityScheduled').filter((event) => event.activity === activity);
  const ends = scheduled.map(({ at, options: { scheduleToCloseMs, startToCloseMs, retry } }) => {
    const total = scheduleToCloseMs > 0 ? scheduleToCloseMs : Number.POSITIVE_INFINITY;
    const tries =
      retry.attempts > 0 ? pauses(retry) + retry.attempts * attemptMs(startToCloseMs) : Number.POSITIVE_INFINITY;
    return at + Math.min(total, tries);
  });
  const timers = eventsOf(events, 'TimerStarted').map(({ at, ms }) => at + ms);
  const children = eventsOf(events, 'ChildInitiated').flatMap(({ at, executionTimeoutMs, runTimeoutMs }) =>
    [executionTimeoutMs, runTimeoutMs].filter((ms) => ms > 0).map((ms) => at + ms),
  );
  // A step that is scheduled again and again has no end that could be read here; another check speaks of that.
  if (scheduled.length > 1) return attempts === 'slow' ? (events.at(-1)?.at ?? 0) : Number.POSITIVE_INFINITY;
  return Math.min(...ends, ...timers, ...children, Number.POSITIVE_INFINITY);
}

interface Retry {
  initialMs: number;
  backoff: number;
  maximumMs: number;
  attempts: number;
}

/** All pauses of a policy together, as far as a day. */
function pauses({ initialMs, backoff, maximumMs, attempts }: Retry): number {
  let sum = 0;
  let pause = initialMs;
  for (let retry = 1; retry < attempts && sum <= DAY_MS; retry++) {
    sum += Math.min(pause, maximumMs);
    pause = Math.min(pause * backoff, maximumMs);
  }
  return sum;
}

/**
 * A payment during which the first call of one step is taken and never answered; the server has to give that attempt up.
 * Undefined where no attempt can be given up, because the step is no activity of its own.
 */
export async function payUnanswered(lab: Lab, step: Step) {
  const gate = new Gate();
  let calls = 0;
  let isGivenUp = false;
  const paid = await payWhile(
    lab,
    step,
    () => (calls++ === 0 ? { kind: 'hold', gate, when: 'before' } : undefined),
    async (run) => {
      await lab.until(gate.reached(), `\`${step.activity}\` to call`, { flowing: true });
      const busy = await findBusy(lab);
      isGivenUp = busy !== undefined;
      if (busy) await lab.expire(busy);
      else gate.open();
      const outcome = await run.settle();
      gate.open();
      return outcome;
    },
  );
  return isGivenUp ? paid : undefined;
}

/** The run, or the child of it, that waits for the one activity that is open. */
async function findBusy(lab: Lab): Promise<Run | undefined> {
  for (let looks = 0; looks < 10; looks++) {
    for (const run of lab.runs) if ((await run.pending()).some(({ state }) => state === 'started')) return run;
    await lab.linger(50);
  }
  return undefined;
}
