import type { TopicChecks } from '../../check/check.ts';
import { besideOthers } from './checks/beside-others.ts';
import { byTheRules, emptyMonth, wholeDay } from './checks/by-the-rules.ts';
import { locale, timeZone } from './checks/elsewhere.ts';
import { progressAnswers } from './checks/progress.ts';
import { queryChangesNothing, queryStartsNothing } from './checks/queries.ts';
import { remembers, replay } from './checks/replay.ts';

export const topic: TopicChecks = {
  // A worker that remembers its workflows: what a query changes stays, and a replay happens when a check asks for one.
  setting: { maxCachedWorkflows: 100 },
  checks: [
    byTheRules,
    besideOthers,
    replay,
    queryStartsNothing,
    queryChangesNothing,
    remembers,
    progressAnswers,
    timeZone,
    locale,
    wholeDay,
    emptyMonth,
  ],
};
