import type { TopicChecks } from '../../check/check.ts';
import { survivesCrash, timeLimits } from './checks/limits.ts';
import { invoice, oneCallAnAttempt, rateKnown, stepsApart, unknownCurrency } from './checks/steps.ts';

export const topic: TopicChecks = {
  checks: [timeLimits, invoice, rateKnown, unknownCurrency, stepsApart, oneCallAnAttempt, survivesCrash],
};
