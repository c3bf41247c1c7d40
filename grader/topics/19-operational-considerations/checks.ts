import type { TopicChecks } from '../../check/check.ts';
import { gateEmpty, gateTells } from './checks/gate.ts';
import { attemptsReported, sameEnd } from './checks/interceptor.ts';
import { limits, limitsFollow } from './checks/limits.ts';
import { reportedApart } from './checks/overlap.ts';
import { ownQueue, served } from './checks/queues.ts';
import { finishesPosting, toldInTime } from './checks/shutdown.ts';
import { summary } from './checks/summary.ts';

export const topic: TopicChecks = {
  setting: { modules: ['activities.ts', 'interceptors.ts', 'replay.ts', 'routing.ts', 'worker.ts'] },
  checks: [
    served,
    ownQueue,
    limits,
    limitsFollow,
    sameEnd,
    attemptsReported,
    reportedApart,
    summary,
    gateTells,
    gateEmpty,
    finishesPosting,
    toldInTime,
  ],
};
