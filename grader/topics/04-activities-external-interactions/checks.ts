import type { TopicChecks } from '../../check/check.ts';
import { answersArrive } from './checks/answers.ts';
import { anotherTry, ownCall, refusalTold } from './checks/calls.ts';
import { survivesCrash } from './checks/crash.ts';
import { noticedInTime, timeLimits } from './checks/limits.ts';
import { waitsForRate } from './checks/outage.ts';
import { invoice, oneCallAnAttempt, rateKnown, stepsApart, unknownCurrency } from './checks/steps.ts';

export const topic: TopicChecks = {
  setting: { reportsAnswers: true },
  checks: [
    timeLimits,
    invoice,
    answersArrive,
    rateKnown,
    survivesCrash,
    noticedInTime,
    waitsForRate,
    unknownCurrency,
    anotherTry,
    refusalTold,
    stepsApart,
    oneCallAnAttempt,
    ownCall,
  ],
};
