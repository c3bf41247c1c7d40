import type { TopicChecks } from '../../check/check.ts';
import { factsOnly, fourActivities, noLocalCalls, oneStepEach, paidOnce } from './checks/activities.ts';
import { asksEachTime, asksToday, decision, waitsForFacts } from './checks/decision.ts';
import { coolingOff, resultLast, waitsForSteps, waitsInWorkflow } from './checks/order.ts';
import { oneReference, referenceOutlives, roomForAll } from './checks/reference.ts';
import { mayBeQuiet } from './checks/silence.ts';

export const topic: TopicChecks = {
  checks: [
    asksToday,
    fourActivities,
    waitsInWorkflow,
    resultLast,
    decision,
    oneStepEach,
    factsOnly,
    noLocalCalls,
    mayBeQuiet,
    waitsForFacts,
    asksEachTime,
    paidOnce,
    coolingOff,
    waitsForSteps,
    oneReference,
    referenceOutlives,
    roomForAll,
  ],
};
