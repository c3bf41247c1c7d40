import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { MANY_CALLS } from './ending.ts';
import { authorise, capture, isPaid, pay, sayCalls, sayEnd, saySpan, steps } from './payment.ts';

/** What the picture of a time span may differ by. */
const SLACK_MS = 1000;

export const limitPasses: Check = check(
  'limit-passes',
  'a gateway that asks for a pause still gets its payment',
  async ({ lab }) => {
    const { run, outcome, asked } = await payLimited(lab);
    if (isPaid(outcome)) return holds;
    const last = asked.findLast(({ calls }) => calls.length > 0);
    return finding({
      did: lab.did,
      saw: `\`${last?.step.activity}\` called it ${sayCalls(last?.calls ?? [])}, and \`payInvoice\` ${sayEnd(outcome)}.`,
      why: '“Too many requests” is no judgement on this card. It says when to come back, and whoever comes back then is served.',
      read: '#retry-after',
      evidence: run,
    });
  },
  { needs: ['outlasts-outage'] },
);

export const leftAlone: Check = check(
  'left-alone',
  'a gateway that asks for a pause gets no call until then',
  async ({ lab }) => {
    const { run, asked } = await payLimited(lab);
    for (const { step, calls, ms } of asked) {
      const [first] = calls;
      const early = calls.slice(1).filter(({ at }) => at < (first?.at ?? 0) + ms - SLACK_MS);
      if (early.length === 0) continue;
      return finding({
        did: lab.did,
        saw: `\`${step.activity}\` called it ${early.length === 1 ? 'once more' : `${early.length} times more`} before the ${saySpan(ms)} were over.`,
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
      'Paid an invoice. Every service was away at the first two calls; at the first `authorise` the gateway asked for a pause.';
    const { run } = await pay(lab);
    const outcome = await run.settle();
    const { scheduled, attempts } = await countTries(lab);
    const twice = steps.find(({ activity }) => (scheduled.get(activity) ?? 0) > 1);
    const again = steps.find(({ operation }) => lab.ledger.calls(operation).length > 3);
    const calls = lab.ledger.calls().length;
    const saw = twice
      ? `\`${twice.activity}\` is scheduled ${scheduled.get(twice.activity)} times in the history.`
      : again
        ? `\`${again.activity}\` called its service ${lab.ledger.calls(again.operation).length} times where three calls were enough.`
        : calls > attempts && outcome.status === 'completed'
          ? `Temporal counted ${attempts} attempts at the activities; the services were called ${calls} times.`
          : undefined;
    if (!saw) return holds;
    return finding({
      did: lab.did,
      saw,
      why: 'Two loops around one call multiply. A policy says in one place how often, how long and what for; a loop beside it makes each of these numbers wrong, and no dashboard knows of it.',
      read: '#one-loop-not-two',
      evidence: run,
    });
  },
  { needs: ['outlasts-outage'] },
);

/** One payment during which the gateway wants to be left alone for most of an hour, at each of its two steps. */
async function payLimited(lab: Lab) {
  // One of the two asks for all it may ask for.
  const whole = lab.draw.pick([authorise, capture]);
  const limits = [authorise, capture].map((step) => ({
    step,
    ms: (step === whole ? 60 : lab.draw.integer(46, 58)) * 60_000,
  }));
  for (const { step, ms } of limits) {
    let until: number | undefined;
    let count = 0;
    lab.world.on(step.operation, ({ at }) => {
      until ??= at + ms;
      return at < until && ++count <= MANY_CALLS ? { kind: 'limit', retryAfterMs: until - at } : undefined;
    });
  }
  const [first, second] = limits.map(({ ms }) => saySpan(ms));
  lab.did = `Paid an invoice. The gateway asked for a pause of ${first} at the first \`authorise\`, and for one of ${second} at the first \`capture\`.`;
  const { run } = await pay(lab);
  const outcome = await run.settle();
  return { run, outcome, asked: limits.map((limit) => ({ ...limit, calls: lab.ledger.calls(limit.step.operation) })) };
}

/** How often each activity was scheduled in all runs of a check, and how many attempts there were; local ones included. */
async function countTries({ runs }: Lab): Promise<{ scheduled: Map<string, number>; attempts: number }> {
  const scheduled = new Map<string, number>();
  const count = (activity: string) => scheduled.set(activity, (scheduled.get(activity) ?? 0) + 1);
  let attempts = 0;
  for (const events of (await Promise.all(runs.map((run) => run.histories()))).flat()) {
    for (const { activity } of eventsOf(events, 'ActivityScheduled')) count(activity);
    for (const { attempt } of eventsOf(events, 'ActivityStarted')) attempts += attempt;
    for (const { marker, details } of eventsOf(events, 'Marker')) {
      if (marker !== 'core_local_activity') continue;
      const local = details.data?.[0] as { activity_type?: string; attempt?: number } | undefined;
      if (local?.activity_type) count(local.activity_type);
      attempts += local?.attempt ?? 1;
    }
  }
  return { scheduled, attempts };
}
