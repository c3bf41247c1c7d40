import type { TopicChecks } from '../../check/check.ts';
import { besideTheLine } from './checks/beside-the-line.ts';
import { notPaidWhenRefused, outlastsAnOutage, takesBackItsOwn, writesItsLine } from './checks/branch.ts';
import { closesWhenFull, closesWhole } from './checks/closing.ts';
import { badAmount, failsAlone, inAndOut, lookingOnly } from './checks/money.ts';
import { boundedRuns, carriesBalance, deliveredTwice, readyAtOnce } from './checks/runs.ts';
import { answeredAgain, handsOverWhole, neverBelowZero, paidOnce } from './checks/together.ts';

export const topic: TopicChecks = {
  // A worker that remembers its workflows: what a query or a validator changes stays, and can be seen.
  setting: { maxCachedWorkflows: 100 },
  checks: [
    inAndOut,
    badAmount,
    failsAlone,
    outlastsAnOutage,
    lookingOnly,
    carriesBalance,
    deliveredTwice,
    boundedRuns,
    neverBelowZero,
    paidOnce,
    answeredAgain,
    takesBackItsOwn,
    notPaidWhenRefused,
    readyAtOnce,
    handsOverWhole,
    writesItsLine,
    besideTheLine,
    closesWhole,
    closesWhenFull,
  ],
};
