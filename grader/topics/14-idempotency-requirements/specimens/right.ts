import type { RightSpecimen } from '../../../check/zoo.ts';
import { activity, chargeKey, importing, insertOnce, oneKey, reject, start, workflow } from './edits.ts';

export const right: readonly RightSpecimen[] = [
  {
    name: 'business-id-and-step',
    because:
      'Subscription and month name the renewal as well as its workflow id does, so even a second run charges nothing.',
    folder: true,
  },
  {
    name: 'uuid-of-the-workflow',
    because: '`uuid4()` in a workflow is part of its history: the same in every attempt, and another in every call.',
    edits: [
      workflow("'@temporalio/workflow';", "'@temporalio/workflow';\nimport { uuid4 } from '@temporalio/workflow';"),
      workflow(oneKey, 'const key = `${workflowInfo().workflowType}/${uuid4()}`;'),
    ],
  },
  {
    name: 'run-id-and-activity-id',
    because: 'Within a run an activity’s id is its own, and the start lets no second run begin.',
    edits: [
      importing("import { activityInfo } from '@temporalio/activity';"),
      activity(
        chargeKey,
        'const { customerId, cents } = charge;\n  const key = `${activityInfo().workflowExecution?.runId}/${activityInfo().activityId}`;',
      ),
    ],
  },
  {
    name: 'upsert',
    because: 'A row that is written over itself is the same row.',
    edits: [activity(insertOnce, insertOnce.replace('insertOnce', 'upsert'))],
  },
  {
    name: 'failed-ones-may-start-again',
    because: 'A renewal that failed may be tried another day; one that is done may not.',
    edits: [
      start(
        reject,
        "workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',\n      workflowIdConflictPolicy: 'USE_EXISTING',",
      ),
    ],
  },
  {
    name: 'local-activities',
    because: 'A local activity is tried again, too, and the key is the same for it.',
    edits: [
      workflow('import { proxyActivities, workflowInfo }', 'import { proxyLocalActivities, workflowInfo }'),
      workflow('= proxyActivities<', '= proxyLocalActivities<'),
    ],
  },
  {
    name: 'charges-in-a-child',
    because: 'A child workflow makes the charges; its id is made of that of its parent, and so are their keys.',
    folder: true,
  },
  {
    name: 'look-then-upsert',
    because: 'The look only saves a write: the write itself may come twice.',
    edits: [
      activity(
        insertOnce,
        '  if (!(await pointsTable.has({ rowId: key }))) await pointsTable.upsert({ rowId: key, customerId, points });\n',
      ),
    ],
  },
  {
    name: 'look-and-policy',
    because: 'The look only saves an error: the policy refuses whatever comes in between.',
    edits: [
      start(
        '  try {\n',
        '  const known = await client.workflow.getHandle(workflowId).describe().catch(() => undefined);\n  if (known) return { workflowId };\n  try {\n',
      ),
    ],
  },
];
