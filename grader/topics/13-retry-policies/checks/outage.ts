import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { MANY_CALLS, payThrough, payUnanswered } from './ending.ts';
import { authorise, away, capture, isPaid, receipt, sayCalls, sayEnd, saySpan, steps } from './payment.ts';

/** The longest gap between two calls, and what its picture may differ by. */
const GAP_MS = inMs('10 minutes');
const SLACK_MS = 15_000;

/** Whoever pauses for ten minutes has had an attempt before, and a short one is as good as none. */
const SHORT_ATTEMPT_MS = inMs('2 minutes');

export const outlastsOutage: Check = check(
  'outlasts-outage',
  'half an hour without a service costs neither the payment nor the receipt',
  async ({ lab }) => {
    for (const step of steps) {
      const { run, outcome, calls, wouldGiveUp } = await payThrough(lab, step, '30 minutes');
      if (isPaid(outcome) && calls.some(isAnswered) && !wouldGiveUp) continue;
      const lost = step === receipt && isPaid(outcome) ? 'There was no receipt.' : `\`payInvoice\` ${sayEnd(outcome)}.`;
      const end = wouldGiveUp
        ? 'and its policy would have given up before half an hour was over.'
        : `and then gave up. ${lost}`;
      return finding({
        did: lab.did,
        saw: `\`${step.activity}\` called it ${sayCalls(calls)}, ${end}`,
        why: 'Nothing was wrong with this payment but the hour. A policy that gives up before a usual outage is over turns it into work for people: every payment of that half hour is looked at by hand.',
        read: '#give-it-an-end',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['paid'] },
);

export const unanswered: Check = check(
  'unanswered',
  'a call that gets no answer is made again within ten minutes',
  async ({ lab }) => {
    for (const step of [authorise, capture]) {
      lab.did = `Started \`payInvoice\`; the gateway took the first call of \`${step.activity}\` and never answered it.`;
      const unanswered = await payUnanswered(lab, step);
      if (!unanswered) continue;
      const { run, outcome, calls } = unanswered;
      const isLost = !isPaid(outcome);
      const gap = longestGap(calls);
      if (!isLost && gap <= GAP_MS + SHORT_ATTEMPT_MS) continue;
      return finding({
        did: lab.did,
        saw: isLost
          ? `\`${step.activity}\` called it ${sayCalls(calls)}, and \`payInvoice\` ${sayEnd(outcome)}.`
          : `\`${step.activity}\` called it again ${saySpan(gap)} later.`,
        why: isLost
          ? 'A lost call says nothing, for ever. Where the wait for one answer may last as long as all tries together, no time is left to ask again: one lost call is the end of a payment, however well the gateway is a minute later.'
          : 'Between two calls lie the wait for the answer and the pause, and the customer sits through both. `startToCloseTimeout` says how long an attempt waits for an answer that is lost.',
        read: '#give-it-an-end',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['outlasts-outage'] },
);

export const gaps: Check = check(
  'gaps',
  'between two calls to an absent gateway there are ten minutes at most',
  async ({ lab }) => {
    for (const step of [authorise, capture]) {
      const { run, calls } = await payThrough(lab, step, '30 minutes');
      const gap = longestGap(calls);
      if (gap <= GAP_MS + SLACK_MS) continue;
      return finding({
        did: lab.did,
        saw: `\`${step.activity}\` called it ${sayCalls(calls)}; between two of these calls lay ${saySpan(gap)}.`,
        why: 'Nobody tells a payment that the gateway is back. It asks after its next pause, and the customer waits until then, for nothing.',
        read: '#the-curve-of-the-pauses',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['outlasts-outage'] },
);

export const unansweredLate: Check = check(
  'unanswered-late',
  'after an outage, too, a call that gets no answer is made again within ten minutes',
  async ({ lab }) => {
    for (const step of [authorise, capture]) {
      const isAway = away('30 minutes');
      let met = 0;
      lab.did = `Started \`payInvoice\`; at \`${step.activity}\` the gateway was away for half an hour. It took the next call and never answered it.`;
      const unanswered = await payUnanswered(lab, step, (row, index) =>
        ++met <= MANY_CALLS ? isAway(row, index) : undefined,
      );
      // Whether the payment comes through after both is more than was asked for.
      const [lost, next] = unanswered?.calls.slice(met - 1) ?? [];
      const gap = lost && next ? next.at - lost.at : 0;
      if (!unanswered || gap <= GAP_MS + SHORT_ATTEMPT_MS) continue;
      return finding({
        did: met > MANY_CALLS ? lab.did.replace('for half an hour', `for the first ${MANY_CALLS} calls`) : lab.did,
        saw: `\`${step.activity}\` called it again ${sayMinutes(gap)} later.`,
        why: 'Between two calls lie the wait for the answer and the pause after it, and the pause has grown by then. Each may be short enough; the customer sits through both of them, one after the other.',
        read: '#the-curve-of-the-pauses',
        evidence: unanswered.run,
      });
    }
    return holds;
  },
  { needs: ['unanswered', 'gaps'] },
);

/** To the nearest minute: what is a sum of whole minutes has a few milliseconds less at times. */
function sayMinutes(ms: number): string {
  return sayDuration(Math.round(ms / inMs('1 minute')) * inMs('1 minute'));
}

function longestGap(calls: readonly LedgerRow[]): number {
  return Math.max(0, ...calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? at)));
}

function isAnswered({ outcome }: LedgerRow): boolean {
  return outcome.kind === 'answered';
}
