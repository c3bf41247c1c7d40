import type { TopicChecks } from '../../check/check.ts';
import { survivesCrash, timeLimits } from './checks/limits.ts';
import { invoice, oneCallAnAttempt, rateKnown, stepsApart, unknownCurrency, waitsForRate } from './checks/steps.ts';

export const topic: TopicChecks = {
  checks: [timeLimits, invoice, rateKnown, survivesCrash, waitsForRate, unknownCurrency, stepsApart, oneCallAnAttempt],
};
