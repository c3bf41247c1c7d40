import type { TopicChecks } from '../../check/check.ts';
import { bankHasTime, transferred, waitsForBank } from './checks/bank.ts';
import { early, firstCounts } from './checks/decisions.ts';
import { decidedInTime, lateApproval } from './checks/late.ts';
import { paidOnce } from './checks/orders.ts';
import { bankTakesItLate } from './checks/outage.ts';
import { refused, smallRefund } from './checks/plain.ts';
import { askedAgain, escalated, nobodyAnswers } from './checks/silence.ts';
import { whoever } from './checks/whoever.ts';

export const topic: TopicChecks = {
  checks: [
    smallRefund,
    refused,
    waitsForBank,
    transferred,
    early,
    firstCounts,
    paidOnce,
    escalated,
    nobodyAnswers,
    whoever,
    askedAgain,
    decidedInTime,
    bankHasTime,
    lateApproval,
    bankTakesItLate,
  ],
};
