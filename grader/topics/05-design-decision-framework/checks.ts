import type { TopicChecks } from '../../check/check.ts';
import { factsOnly, fourActivities, noLocalCalls, oneStepEach } from './checks/activities.ts';
import { asksToday, coolingOff, decision, waitsInWorkflow } from './checks/decision.ts';
import { oneReference } from './checks/reference.ts';

export const topic: TopicChecks = {
  checks: [
    asksToday,
    fourActivities,
    waitsInWorkflow,
    decision,
    oneStepEach,
    factsOnly,
    noLocalCalls,
    coolingOff,
    oneReference,
  ],
};
