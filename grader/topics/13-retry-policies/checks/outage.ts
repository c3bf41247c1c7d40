import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { payThrough, payUnanswered } from './ending.ts';
import { authorise, capture, isPaid, receipt, sayCalls, sayEnd, saySpan, steps } from './payment.ts';

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

function longestGap(calls: readonly LedgerRow[]): number {
  return Math.max(0, ...calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? at)));
}

function isAnswered({ outcome }: LedgerRow): boolean {
  return outcome.kind === 'answered';
}
