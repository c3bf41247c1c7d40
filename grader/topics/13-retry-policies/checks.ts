import type { TopicChecks } from '../../check/check.ts';
import { askedOnce, declined, paid } from './checks/card.ts';
import { dayInAll } from './checks/day.ts';
import { comesToAnEnd, receiptSpoilsNothing } from './checks/for-ever.ts';
import { gaps, outlastsOutage, unanswered, unansweredLate } from './checks/outage.ts';
import { leftAlone, limitAfterOutage, limitPasses, temporalTries } from './checks/tries.ts';

export const topic: TopicChecks = {
  checks: [
    paid,
    askedOnce,
    declined,
    outlastsOutage,
    unanswered,
    gaps,
    unansweredLate,
    comesToAnEnd,
    receiptSpoilsNothing,
    limitPasses,
    limitAfterOutage,
    leftAlone,
    dayInAll,
    temporalTries,
  ],
};
