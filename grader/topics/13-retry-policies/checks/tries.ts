import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { readLocalActivity } from '../../../lab/local-activity.ts';
import { temporal } from '../../../lab/proto.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { Rule } from '../../../world/world.ts';
import { MANY_CALLS } from './ending.ts';
import {
  authorise,
  away,
  capture,
  isPaid,
  pay,
  payWhile,
  type Step,
  sayCalls,
  sayEnd,
  sayPause,
  steps,
} from './payment.ts';

/** What the picture of a time span may differ by. */
const SLACK_MS = 1000;

const { RETRY_STATE_TIMEOUT } = temporal.api.enums.v1.RetryState;

export const limitPasses: Check = check(
  'limit-passes',
  'a gateway that asks for a pause still gets its payment',
  async ({ lab }) => {
    // One of the two asks for all it may ask for.
    const whole = lab.draw.pick([authorise, capture]);
    const { run, outcome, asked } = await payLimited(lab, (step) =>
      step === whole ? inMs('1 hour') : drawOddPause(lab),
    );
    if (isPaid(outcome)) return holds;
    const last = asked.findLast(({ calls }) => calls.length > 0);
    const outOfTime = last?.calls.length === 1 ? await findOutOfTime(lab, last.step) : undefined;
    const isTooShort = outOfTime !== undefined && last !== undefined && outOfTime.leftMs <= last.ms;
    return finding({
      did: lab.did,
      saw: sayGivenUp(outcome, { step: last?.step, calls: last?.calls ?? [], outOfTime }),
      why: isTooShort
        ? 'A limit on all tries has to have room for the longest pause that may be asked for. This one turns “come back later” into the end of a payment.'
        : '“Too many requests” is no judgement on this card. It says when to come back, and whoever comes back then is served.',
      read: isTooShort ? '#give-it-an-end' : '#retry-after',
      evidence: run,
    });
  },
  { needs: ['outlasts-outage'] },
);

export const limitAfterOutage: Check = check(
  'limit-after-outage',
  'a gateway that asks for a pause when it is back from half an hour away still gets its payment',
  async ({ lab }) => {
    const step = lab.draw.pick([authorise, capture]);
    lab.did = `Started \`payInvoice\`; at \`${step.activity}\`, the gateway was away for half an hour, and then asked for a pause of an hour.`;
    const [isAway, isLimited] = [away('30 minutes'), limited(inMs('1 hour'))];
    let count = 0;
    const { run, outcome, calls } = await payWhile(lab, step, (row, index) =>
      ++count > MANY_CALLS ? undefined : (isAway(row, index) ?? isLimited(row, index)),
    );
    if (isPaid(outcome)) return holds;
    return finding({
      did: lab.did,
      saw: sayGivenUp(outcome, { step, calls, outOfTime: await findOutOfTime(lab, step) }),
      why: 'Whoever comes back from an outage finds everybody waiting, and asks them to come one after the other: the two go together. A limit on all tries needs room for both.',
      read: '#give-it-an-end',
      evidence: run,
    });
  },
  { needs: ['limit-passes'] },
);

export const leftAlone: Check = check(
  'left-alone',
  'a gateway that asks for a pause gets no call until then',
  async ({ lab }) => {
    const { run, asked } = await payLimited(lab, () => drawOddPause(lab));
    for (const { step, calls, ms } of asked) {
      const [first] = calls;
      const early = calls.slice(1).filter(({ at }) => at < (first?.at ?? 0) + ms - SLACK_MS);
      if (early.length === 0) continue;
      return finding({
        did: lab.did,
        saw: `\`${step.activity}\` called it ${early.length === 1 ? 'once more' : `${early.length} times more`} before the ${sayPause(ms)} were over.`,
        why: 'The gateway has more than it can bear, and every call that comes too early is one more. Most gateways answer that with a longer pause, and some by closing the account.',
        read: '#retry-after',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['outlasts-outage', 'limit-passes'] },
);

export const temporalTries: Check = check(
  'temporal-tries',
  'a step is scheduled once, and each attempt calls its service once',
  async ({ lab }) => {
    lab.world.on('gateway.authorise', (_row, index) =>
      index === 0 ? { kind: 'limit', retryAfterMs: inMs('20 minutes') } : undefined,
    );
    for (const { operation } of steps) lab.world.fails(operation, 2);
    lab.did =
      'Started `payInvoice`. The first call of `authorise` was told to wait for 20 minutes, and the second found the gateway away. So did the first two calls of `capture`; the mail provider was away for the first two as well.';
    const { run } = await pay(lab);
    await run.settle();
    const { scheduled, attempts } = await countTries(lab);
    const tries = steps.map(({ activity, operation }) => ({
      activity,
      operation,
      times: scheduled.get(activity) ?? 0,
      attempts: attempts.get(activity) ?? 0,
      calls: lab.ledger.calls(operation).length,
    }));
    const twice = tries.find(({ times }) => times > 1);
    const inside = tries.find(({ attempts, calls }) => attempts > 0 && calls > attempts);
    const again = tries.find(({ calls }) => calls > 3);
    const found = twice
      ? {
          saw: `\`${twice.activity}\` is scheduled ${twice.times} times in the history.`,
          why: 'Each time it is a new activity, whose attempts, pauses and time limit begin again; so no policy says any more when the payment ends.',
        }
      : inside
        ? {
            saw: `\`${inside.activity}\` had ${sayNumber(inside.attempts, 'attempt')}; \`${inside.operation}\` was called ${sayNumber(inside.calls, 'time')}.`,
            why: 'Two loops around one call multiply. A policy says in one place how often, how long and what for; a loop beside it makes each of these numbers wrong, and no dashboard knows of it.',
          }
        : again && {
            saw: `\`${again.operation}\` was called ${again.calls} times where three calls were enough.`,
            why: 'A policy says in one place how often, how long and what for. A second loop around the same call makes each of these numbers wrong.',
          };
    if (!found) return holds;
    return finding({ did: lab.did, ...found, read: '#one-loop-not-two', evidence: run });
  },
  { needs: ['outlasts-outage'] },
);

/** Most of an hour; whoever rounds it down to minutes, or to the nearest one, comes too early. */
function drawOddPause({ draw }: Lab): number {
  return draw.integer(46, 58) * inMs('1 minute') + draw.integer(20, 29) * 1000;
}

/** One payment during which the gateway wants to be left alone for most of an hour, at each of its two steps. */
async function payLimited(lab: Lab, pauseFor: (step: Step) => number) {
  const limits = [authorise, capture].map((step) => ({ step, ms: pauseFor(step) }));
  for (const { step, ms } of limits) {
    const isLimited = limited(ms);
    let count = 0;
    lab.world.on(step.operation, (row, index) => (++count > MANY_CALLS ? undefined : isLimited(row, index)));
  }
  const [first, second] = limits.map(({ ms }) => sayPause(ms));
  lab.did = `Started \`payInvoice\`. The gateway asked for a pause of ${first} at the first \`authorise\`, and for one of ${second} at the first \`capture\`.`;
  const { run } = await pay(lab);
  const outcome = await run.settle();
  return { run, outcome, asked: limits.map((limit) => ({ ...limit, calls: lab.ledger.calls(limit.step.operation) })) };
}

/** From its first call on, a service asks for a pause of so long. */
function limited(ms: number): Rule {
  let until: number | undefined;
  return ({ at }) => {
    until ??= at + ms;
    return at < until ? { kind: 'limit', retryAfterMs: until - at } : undefined;
  };
}

interface GivenUp {
  step: Step | undefined;
  calls: readonly LedgerRow[];
  outOfTime: { limitMs: number } | undefined;
}

/** How a step that asked too seldom, or not for long enough, ended the payment. */
function sayGivenUp(outcome: Outcome, { step, calls, outOfTime }: GivenUp): string {
  const called = `\`${step?.activity}\` called it ${sayCalls(calls)}`;
  const end = `and \`payInvoice\` ${sayEnd(outcome)}.`;
  if (!outOfTime) return `${called}, ${end}`;
  return `${called}. The next call would have come after its \`scheduleToCloseTimeout\` of ${sayPause(outOfTime.limitMs)}, so Temporal gave up at once, ${end}`;
}

/** The limit on all tries of a step that Temporal gave up because its next try would have come too late; what was left of it. */
async function findOutOfTime({ runs }: Lab, step: Step): Promise<{ limitMs: number; leftMs: number } | undefined> {
  for (const run of runs) {
    const events = await run.history();
    const raw = (await run.rawHistory()).events ?? [];
    for (const { activityTaskFailedEventAttributes: failed } of raw) {
      if (failed?.retryState !== RETRY_STATE_TIMEOUT) continue;
      const id = Number(failed.scheduledEventId);
      const scheduled = eventsOf(events, 'ActivityScheduled').find((event) => event.id === id);
      if (scheduled?.activity !== step.activity || scheduled.options.scheduleToCloseMs <= 0) continue;
      const at = events.find((event) => event.type === 'ActivityFailed' && event.scheduled === id)?.at ?? scheduled.at;
      const limitMs = scheduled.options.scheduleToCloseMs;
      return { limitMs, leftMs: scheduled.at + limitMs - at };
    }
  }
  return undefined;
}

function sayNumber(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** How often each activity was scheduled in all runs of a check, and how many attempts it had; local ones included. */
async function countTries({ runs }: Lab) {
  const scheduled = new Map<string, number>();
  const attempts = new Map<string, number>();
  const add = (counts: Map<string, number>, activity: string, count: number) =>
    counts.set(activity, (counts.get(activity) ?? 0) + count);
  for (const events of (await Promise.all(runs.map((run) => run.histories()))).flat()) {
    const names = new Map(eventsOf(events, 'ActivityScheduled').map(({ id, activity }) => [id, activity]));
    for (const activity of names.values()) add(scheduled, activity, 1);
    for (const { scheduled: id, attempt } of eventsOf(events, 'ActivityStarted'))
      add(attempts, names.get(id) ?? '', attempt);
    for (const local of events.map(readLocalActivity)) {
      if (!local) continue;
      add(scheduled, local.activity, 1);
      add(attempts, local.activity, local.attempt);
    }
  }
  return { scheduled, attempts };
}
