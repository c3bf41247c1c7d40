import type { TopicChecks } from '../../check/check.ts';
import { bankHasTime, transferred, waitsForBank } from './checks/bank.ts';
import { early, firstCounts, paidOnce } from './checks/decisions.ts';
import { refused, smallRefund } from './checks/plain.ts';
import { askedAgain, escalated, nobodyAnswers } from './checks/silence.ts';

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
    askedAgain,
    bankHasTime,
  ],
};
