import type { RightSpecimen } from '../../../check/zoo.ts';
import { app, decision, fromWorkflow, patience, stream, theId, toMail, workflow } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'other-decisions',
    because: 'Where two choices can be defended, either will do.',
    edits: [
      decision("'rate-ticks'", stream, "use: 'database', because: 'high-rate'"),
      decision('trial', patience, "use: 'workflow', because: 'steps-must-all-happen'"),
    ],
  },
  {
    name: 'first-run-asked',
    because:
      'A second run is forbidden, and whoever comes second asks the first run for its answer; any key will do then.',
    folder: true,
  },
  {
    name: 'key-alone',
    because: 'Each click has a run of its own; the bank and the mail provider see the same keys and act once.',
    edits: [app(theId, `workflowId: \`click-\${Date.now()}-\${Math.random()}\`,`)],
  },
  {
    name: 'app-class',
    because: 'The app is an object with four methods, whoever makes it; the workflow is started by its name.',
    folder: true,
  },
  {
    name: 'one-activity',
    because:
      'Both calls stand in one activity. After a crash it runs again from the top, and the keys keep that harmless.',
    folder: true,
  },
  {
    name: 'ticks-in-a-queue',
    because: 'The ticks of a pair are stored one after the other, and each is answered when it has had its turn.',
    folder: true,
  },
  {
    name: 'mail-in-a-child',
    because: 'A child workflow is as durable as its parent, which waits for it.',
    edits: [
      workflow(fromWorkflow, "import { executeChild, proxyActivities } from '@temporalio/workflow';"),
      workflow(
        `  await ${toMail}\n  return { refundId };\n}\n`,
        `  await executeChild(tellBuyer, { args: [{ orderId, refundId }] });\n  return { refundId };\n}\n\nexport async function tellBuyer({ orderId, refundId }: { orderId: string; refundId: string }): Promise<void> {\n  await ${toMail}\n}\n`,
      ),
    ],
  },
  {
    name: 'local-activities',
    because: 'Local activities are repeated after a crash as well, and the keys keep that harmless.',
    edits: [
      workflow(fromWorkflow, "import { proxyLocalActivities } from '@temporalio/workflow';"),
      workflow('= proxyActivities<', '= proxyLocalActivities<'),
    ],
  },
  {
    name: 'started-then-awaited',
    because: 'Starting a run and waiting for its result are two calls as well as one.',
    edits: [
      app('return await client.workflow.execute(', 'const handle = await client.workflow.start('),
      app(
        'args: [{ orderId, cents }],\n      });',
        'args: [{ orderId, cents }],\n      });\n      return await handle.result();',
      ),
    ],
  },
  {
    name: 'joined-by-a-signal',
    because: 'Of several that start and signal in one step, one starts the run, and the others join it.',
    edits: [
      app('return await client.workflow.execute(', 'const handle = await client.workflow.signalWithStart('),
      app(
        "workflowIdConflictPolicy: 'USE_EXISTING',\n        args: [{ orderId, cents }],\n      });",
        "args: [{ orderId, cents }],\n        signal: 'clicked',\n        signalArgs: [],\n      });\n      return await handle.result();",
      ),
    ],
  },
];
