import type { TopicChecks } from '../../check/check.ts';
import { wholeProcess } from './checks/deployment.ts';
import { closedDesk, newOrders, oldOrders, refusedOrders } from './checks/introduce.ts';
import { newProcess, oldProcess, routed } from './checks/replace.ts';
import { markedOrders, oldWayGone, patchRetired } from './checks/retire.ts';

export const topic: TopicChecks = {
  setting: {
    workflows: ['a-introduce.ts', 'b-retire.ts', 'c-replace.ts', 'v1.ts'],
    modules: ['activities.ts', 'router.ts'],
  },
  checks: [
    oldOrders,
    wholeProcess,
    newOrders,
    refusedOrders,
    closedDesk,
    markedOrders,
    patchRetired,
    oldWayGone,
    oldProcess,
    routed,
    newProcess,
  ],
};
