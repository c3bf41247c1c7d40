import { unreachable } from '../../../catalog/unreachable.ts';
import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { type Ending, type Late, MANY_CALLS, payAgainst } from './ending.ts';
import { DAY_MS, isSet } from './limit.ts';
import { authorise, capture, isPaid, receipt, type Step, sayCalls, sayEnd, says } from './payment.ts';

export const comesToAnEnd: Check = check(
  'comes-to-an-end',
  'when the gateway stays away, the payment has failed within 24 hours',
  async ({ lab }) => {
    for (const step of [authorise, capture]) {
      const { run, outcome, calls, late, isPatient } = await payForEver(lab, step);
      // A payment that failed at the step before is the matter of another check.
      if (calls.length === 0) continue;
      if (!late && (isPatient || outcome.status === 'failed')) continue;
      if (late)
        return finding({
          did: lab.did,
          saw: sayLate(late, step, calls),
          why: whyLate(late),
          read: late.kind === 'again' ? '#one-loop-not-two' : '#give-it-an-end',
          evidence: run,
        });
      const madeUp = outcome.status === 'completed' && says(outcome.result, { status: 'declined' });
      const card =
        step === authorise
          ? 'The gateway never said anything about this card.'
          : 'The gateway had said yes to this card; it was the capture that did not get through.';
      return finding({
        did: lab.did,
        saw: `\`payInvoice\` ${sayEnd(outcome)}.`,
        why: madeUp
          ? `${card} The customer throws a good card away, and the report of the day shows no outage but many bad customers.`
          : 'Whoever started the payment acts on how it ends. Nothing was paid, and only a run that has failed says so.',
        read: '#what-the-workflow-gets-to-know',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['paid'] },
);

export const receiptSpoilsNothing: Check = check(
  'receipt-spoils-nothing',
  'a receipt that can’t be sent leaves a paid invoice paid',
  async ({ lab }) => {
    for (const isRefused of [true, false]) {
      const { run, outcome, calls, late, isPatient } = await payWithoutReceipt(lab, isRefused);
      if (!late && (isPatient || isPaid(outcome))) continue;
      return finding({
        did: lab.did,
        saw: late
          ? `The money was taken. ${sayLate(late, receipt, calls)}`
          : `The money was taken, and \`payInvoice\` ${sayEnd(outcome)}.`,
        why: late
          ? 'The money is on Harbour’s account, and nobody hears of it: the answer waits for a letter.'
          : 'The money is on Harbour’s account. A payment that is reported as failed because of a letter is made again, by hand or by a customer, and paid twice.',
        read: '#what-the-workflow-gets-to-know',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['paid'] },
);

/** A payment whose gateway goes away at one step; before `capture`, `authorise` has taken nearly all the time that it has. */
async function payForEver(lab: Lab, step: Step): Promise<Ending> {
  const away = 'went away and did not come back.';
  const none = `took no payment: it was away for ${MANY_CALLS} calls, then it asked for a pause of an hour each time.`;
  if (step === authorise)
    return await payAgainst(lab, {
      step,
      fault: { kind: 'outage' },
      did: `Started \`payInvoice\`; at \`authorise\` the gateway ${away}`,
      didLong: `Started \`payInvoice\`. From the first call of \`authorise\` on, the gateway ${none}`,
    });
  const hours = await hoursFor(lab, authorise);
  let asked = 0;
  lab.world.on(authorise.operation, () =>
    asked++ < hours ? { kind: 'limit', retryAfterMs: inMs('1 hour') } : undefined,
  );
  const paused = `Started \`payInvoice\`. At \`authorise\` the gateway asked for a pause of an hour${hours === 1 ? '' : `, ${hours} times`}`;
  return await payAgainst(lab, {
    step,
    fault: { kind: 'outage' },
    did: `${paused}; at \`capture\` it ${away}`,
    didLong: `${paused}. From the first call of \`capture\` on it ${none}`,
  });
}

/** More would be a payment that has failed within a day before its second step. */
const MOST_HOURS = 22;

/** How many pauses of an hour a step may make before it comes through, by the limit on all of its attempts; 1 without. */
async function hoursFor(lab: Lab, { activity }: Step): Promise<number> {
  const events = (await Promise.all(lab.runs.map((run) => run.histories()))).flat(2);
  const limits = eventsOf(events, 'ActivityScheduled')
    .filter((event) => event.activity === activity)
    .map(({ options }) => options.scheduleToCloseMs)
    .filter(isSet);
  if (limits.length === 0) return 1;
  const hours = Math.floor((Math.min(...limits) - inMs('30 minutes')) / inMs('1 hour'));
  return Math.max(1, Math.min(hours, MOST_HOURS));
}

/** A payment whose receipt does not go out: it is refused, or the mail provider goes away. */
async function payWithoutReceipt(lab: Lab, isRefused: boolean): Promise<Ending> {
  const start = 'Started `payInvoice`; the mail provider';
  if (isRefused)
    return await payAgainst(lab, {
      step: receipt,
      fault: { kind: 'refuse', code: 'UnknownAddress' },
      did: `${start} refused the receipt: UnknownAddress.`,
      didLong: `${start} refused the receipt ${MANY_CALLS} times: UnknownAddress.`,
    });
  return await payAgainst(lab, {
    step: receipt,
    fault: { kind: 'outage' },
    did: `${start} went away and did not come back.`,
    didLong: `${start} was away for the first ${MANY_CALLS} calls.`,
  });
}

/** What was seen of a payment that was not over within a day. */
export function sayLate(late: Late, { activity }: Step, calls: readonly LedgerRow[]): string {
  const tried = `\`${activity}\` was tried ${sayCalls(calls)}`;
  switch (late.kind) {
    case 'again':
      return `\`${activity}\` was scheduled ${late.times} times, and after 24 hours \`payInvoice\` had not ended.`;
    case 'endless': {
      const isShown = (calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0) > DAY_MS;
      return `${tried}, and nothing in its policy ${isShown ? 'ended' : 'would have ended'} that within a day.`;
    }
    case 'limit':
      return `${tried}; its limits let that go on until ${sayHours(late.ms)} after the start of \`payInvoice\`.`;
    default:
      return unreachable(late);
  }
}

/** Why that matters. */
function whyLate(late: Late): string {
  switch (late.kind) {
    case 'again':
      return 'Each time it is a new activity, and whatever its policy limits begins again: none of it ends what goes on around the step. The customer waits, and nobody is told.';
    case 'endless':
      return 'Tried for ever looks like patience and is silence: the customer waits, the order waits, and nobody is told, because nothing ever fails.';
    case 'limit':
      return late.ownMs > DAY_MS
        ? 'There is a limit, and it is longer than a day. Whoever waits for this payment hears too late that it has failed.'
        : 'The limit of a step counts from where that step begins; what the step before it has used up comes on top. Whoever waits counts from the start.';
    default:
      return unreachable(late);
  }
}

/** In hours also where that is more than a day. */
export function sayHours(ms: number): string {
  return `${Math.round(ms / inMs('6 minutes')) / 10} hours`;
}
