import type { RightSpecimen } from '../../../check/zoo.ts';
import { activity, bankTime, callback, ids, workflow } from './edits.ts';

export const right: readonly RightSpecimen[] = [
  {
    name: 'task-token',
    because: 'The token names the attempt, which is the one that waits as long as the order is not repeated.',
    edits: [
      activity(ids, 'const { base64TaskToken } = activityInfo();'),
      activity(callback, 'const callback = { taskToken: base64TaskToken };'),
    ],
  },
  {
    name: 'races-with-a-timer',
    because: 'A promise for the first decision, raced with two timers, says the same as two waits.',
    folder: true,
  },
  {
    name: 'deadlines-by-date',
    because:
      'Deadlines are counted from the start, and the rest of the time is computed from the workflow’s own clock.',
    folder: true,
  },
  {
    name: 'trigger-and-a-late-handler',
    because:
      'Temporal keeps signals until there is a handler, a trigger fires only once, and each timer is stopped with its scope.',
    folder: true,
  },
  {
    name: 'letters-by-local-activities',
    because: 'A letter takes a second, and a local activity can send it as well.',
    edits: [
      workflow(
        'const { askApprover, askManager, payRefund } = proxyActivities<',
        'const { askApprover, askManager, payRefund } = proxyLocalActivities<',
      ),
      workflow('proxyActivities, setHandler', 'proxyActivities, proxyLocalActivities, setHandler'),
    ],
  },
  {
    name: 'transfer-in-a-child',
    because: 'The transfer is a child’s; the ids come from the activity, so the bank finds it there.',
    folder: true,
  },
  {
    name: 'a-month-for-all-attempts',
    because: 'A limit on all attempts together is harmless where it leaves the bank its five days after a long outage.',
    edits: [workflow(bankTime, "{ startToCloseTimeout: '6 days', scheduleToCloseTimeout: '30 days' }")],
  },
];
