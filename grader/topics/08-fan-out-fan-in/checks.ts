import type { TopicChecks } from '../../check/check.ts';
import { complete, empty } from './checks/articles.ts';
import { cancelled } from './checks/cancel.ts';
import { failuresTold, othersGoOn, outage } from './checks/failures.ts';
import { atOnce, limit, references, smallHistories } from './checks/load.ts';
import { order } from './checks/order.ts';
import { twoRuns } from './checks/runs.ts';
import { unanswered } from './checks/unanswered.ts';

export const topic: TopicChecks = {
  // Without a cache a worker stands still when a child workflow calls local activities; no check replaces the host here.
  setting: { maxCachedWorkflows: 100 },
  checks: [
    complete,
    atOnce,
    othersGoOn,
    failuresTold,
    outage,
    unanswered,
    limit,
    order,
    smallHistories,
    references,
    twoRuns,
    empty,
    cancelled,
  ],
};
