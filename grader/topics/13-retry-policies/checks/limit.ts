import { inMs } from '../../../lab/duration.ts';
import type { HistoryEvent } from '../../../lab/history-event.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import type { Step } from './payment.ts';

export const DAY_MS = inMs('1 day');

/** A limit that nobody has set is one of the server's own, of years. */
const YEAR_MS = inMs('365 days');

/** Whether the submission has set a limit on all attempts of a step. */
export function isSet(scheduleToCloseMs: number): boolean {
  return scheduleToCloseMs > 0 && scheduleToCloseMs < YEAR_MS;
}

/** What ends the tries of a step first, as far as histories say; virtual times, `to` is Infinity when nothing does. */
export interface Limit extends Span {
  /** How often the step was scheduled; more than once, and there is no end that could be read. */
  times: number;
}

interface Span {
  from: number;
  to: number;
}

interface Reading {
  /** Attempts that fail are either quick, or as slow as they may be. */
  attempts: 'quick' | 'slow';
  /** When the step called last: whatever was over by then has not ended it. */
  lastCall: number;
}

/** Reads the limits of a step from the histories of a payment's runs. */
export async function readLimit(runs: readonly Run[], step: Step, reading: Reading): Promise<Limit> {
  const events = (await Promise.all(runs.map((run) => run.histories()))).flat(2);
  const scheduled = eventsOf(events, 'ActivityScheduled').filter(({ activity }) => activity === step.activity);
  const tries = scheduled.map(({ at, options: { scheduleToCloseMs, startToCloseMs, retry } }) => {
    const total = isSet(scheduleToCloseMs) ? scheduleToCloseMs : Number.POSITIVE_INFINITY;
    const attemptMs = reading.attempts === 'slow' ? startToCloseMs : 0;
    const counted = retry.attempts > 0 ? pauses(retry) + retry.attempts * attemptMs : Number.POSITIVE_INFINITY;
    return { from: at, to: at + Math.min(total, counted) };
  });
  let first: Span = { from: 0, to: Number.POSITIVE_INFINITY };
  for (const span of [...tries, ...readOuterLimits(events, reading.lastCall)]) if (span.to < first.to) first = span;
  return { ...first, times: scheduled.length };
}

/** Deadlines around a step: timers of the workflow, and limits on a child in which the step runs. */
function readOuterLimits(events: HistoryEvent[], lastCall: number): Span[] {
  const timers = eventsOf(events, 'TimerStarted').map(({ at, ms }) => ({ from: at, to: at + ms }));
  const children = eventsOf(events, 'ChildInitiated').flatMap(({ at, executionTimeoutMs, runTimeoutMs }) =>
    [executionTimeoutMs, runTimeoutMs].filter((ms) => ms > 0).map((ms) => ({ from: at, to: at + ms })),
  );
  return [...timers.filter(({ to }) => to >= lastCall), ...children];
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
