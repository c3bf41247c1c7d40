import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { payAgainst, payThrough, payUnanswered } from './ending.ts';
import { authorise, capture, isPaid, receipt, sayCalls, sayEnd, saySpan, says, steps } from './payment.ts';

/** The longest gap between two calls, and what its picture may differ by. */
const GAP_MS = inMs('10 minutes');
const SLACK_MS = 15_000;

export const outlastsOutage: Check = check(
  'outlasts-outage',
  'half an hour without a service costs neither the payment nor the receipt',
  async ({ lab }) => {
    for (const step of steps) {
      lab.did = `Paid an invoice; at \`${step.activity}\`, ${step.service} was away for half an hour.`;
      const { run, outcome, calls, wouldGiveUp } = await payThrough(lab, step, '30 minutes');
      if (isPaid(outcome) && calls.some(isAnswered) && !wouldGiveUp) continue;
      const lost = step === receipt && isPaid(outcome) ? 'There was no receipt.' : `\`payInvoice\` ${sayEnd(outcome)}.`;
      const end = wouldGiveUp
        ? 'and its policy would have given up before the half hour was over.'
        : `and then gave up. ${lost}`;
      return finding({
        did: lab.did,
        saw: `\`${step.activity}\` called it ${sayCalls(calls)}, ${end}`,
        why: 'Nothing was wrong with this payment but the hour. A policy that gives up before a usual outage is over turns it into work for people: every payment of that half hour is looked at by hand.',
        read: '#give-it-an-end',
        evidence: run,
      });
    }
    for (const step of [authorise, capture]) {
      lab.did = `Paid an invoice; the gateway took the first call of \`${step.activity}\` and never answered it.`;
      const paid = await payUnanswered(lab, step);
      if (!paid || isPaid(paid.outcome)) continue;
      return finding({
        did: lab.did,
        saw: `\`${step.activity}\` called it ${sayCalls(paid.calls)}, and waited for that answer until its time was over. \`payInvoice\` ${sayEnd(paid.outcome)}.`,
        why: 'Who waits for one answer without a limit does not ask again. One lost call is the end of a payment, however well the gateway is a minute later.',
        read: '#give-it-an-end',
        evidence: paid.run,
      });
    }
    return holds;
  },
  { needs: ['paid'] },
);

export const gaps: Check = check(
  'gaps',
  'between two calls to an absent gateway there are ten minutes at most',
  async ({ lab }) => {
    for (const step of [authorise, capture]) {
      lab.did = `Paid an invoice; at \`${step.activity}\` the gateway was away for half an hour.`;
      const { run, calls } = await payThrough(lab, step, '30 minutes');
      const gap = longestGap(calls);
      if (gap <= GAP_MS + SLACK_MS) continue;
      return finding({
        did: lab.did,
        saw: `\`${step.activity}\` called it ${sayCalls(calls)}; between two of these calls lay ${saySpan(gap)}.`,
        why: 'A pause that grows without a limit of its own is soon longer than the outage. The gateway is back, and the payment still sleeps; the customer sees the second half of an outage that is over.',
        read: '#the-curve-of-the-pauses',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['outlasts-outage'] },
);

export const comesToAnEnd: Check = check(
  'comes-to-an-end',
  'when the gateway stays away, the payment has failed within 24 hours',
  async ({ lab }) => {
    for (const step of [authorise, capture]) {
      lab.did = `Paid an invoice; at \`${step.activity}\` the gateway went away and did not come back.`;
      const { run, outcome, calls, isInTime, isPatient } = await payAgainst(lab, step, { kind: 'outage' });
      if (isInTime && (isPatient || outcome.status === 'failed')) continue;
      if (!isInTime)
        return finding({
          did: lab.did,
          saw: `\`${step.activity}\` was tried ${sayCalls(calls)}, and nothing in its policy would have ended that within a day.`,
          why: 'Tried for ever looks like patience and is silence: the customer waits, the order waits, and nobody is told, because nothing ever fails.',
          read: '#give-it-an-end',
          evidence: run,
        });
      const madeUp = outcome.status === 'completed' && says(outcome.result, { status: 'declined' });
      return finding({
        did: lab.did,
        saw: `\`payInvoice\` ${sayEnd(outcome)}.`,
        why: madeUp
          ? 'Nobody asked this card anything. The customer throws a good card away, and the report of the day shows no outage but many bad customers.'
          : 'Whoever started the payment acts on how it ends. Nothing was paid, and nothing says so.',
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
      lab.did = isRefused
        ? 'Paid an invoice; the mail provider refused the receipt: UnknownAddress.'
        : 'Paid an invoice; the mail provider went away and did not come back.';
      const fault = isRefused ? ({ kind: 'refuse', code: 'UnknownAddress' } as const) : ({ kind: 'outage' } as const);
      const { run, outcome, isInTime, isPatient } = await payAgainst(lab, receipt, fault);
      if (isInTime && (isPatient || isPaid(outcome))) continue;
      return finding({
        did: lab.did,
        saw: isInTime
          ? `The money was taken, and \`payInvoice\` ${sayEnd(outcome)}.`
          : 'The money was taken, and a day later `payInvoice` was still busy with the receipt.',
        why: 'The money is on Harbour’s account. A payment that is reported as failed because of a letter is made again, by hand or by a customer, and paid twice.',
        read: '#what-the-workflow-gets-to-know',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['paid'] },
);

function longestGap(calls: readonly LedgerRow[]): number {
  return Math.max(0, ...calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? at)));
}

function isAnswered({ outcome }: LedgerRow): boolean {
  return outcome.kind === 'answered';
}
