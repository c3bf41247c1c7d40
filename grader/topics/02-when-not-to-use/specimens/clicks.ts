import type { WrongSpecimen } from '../../../check/zoo.ts';
import { app, fromWorkflow, theId, toMail, workflow } from './edits.ts';

const policy = "workflowIdConflictPolicy: 'USE_EXISTING',";
const toPay = 'refundPayment({ orderId, cents, key: orderId });';

/** Ways to take a second click for a second refund, to confuse orders, or to leave a caller without an answer. */
export const clicks: readonly WrongSpecimen[] = [
  {
    name: 'one-id-for-all',
    because: 'It names the run after what it does, and not after whom it is for.',
    fails: 'each-order',
    hint: 3,
    edits: [app(theId, "workflowId: 'refund',")],
  },
  {
    name: 'a-run-for-every-click',
    because: 'It gives each click a name of its own, so nothing can tell that two clicks mean the same.',
    fails: 'one-refund-open',
    hint: 2,
    folder: true,
  },
  {
    name: 'key-of-the-run',
    because: 'It forgets that a name is free again when its run is closed: the second run has another key.',
    fails: 'one-refund-later',
    hint: 3,
    edits: [
      workflow(fromWorkflow, "import { proxyActivities, workflowInfo } from '@temporalio/workflow';"),
      workflow(toPay, 'refundPayment({ orderId, cents, key: workflowInfo().runId });'),
    ],
  },
  {
    name: 'key-of-the-day',
    because: 'It takes care of people who click twice, and not of those who come back next month.',
    fails: 'one-refund-later',
    hint: 3,
    edits: [
      workflow(
        'key: orderId });\n  await',
        `key: \`\${orderId}/\${new Date().toISOString().slice(0, 10)}\` });\n  await`,
      ),
    ],
  },
  {
    name: 'remembered-in-the-process',
    because: 'It remembers who has clicked in a variable of the web server, and each restart forgets it.',
    fails: 'one-refund-later',
    hint: 2,
    folder: true,
  },
  {
    name: 'key-with-amount',
    because: 'It puts all of the input into the key, and the amount is not what makes a refund another one.',
    fails: 'one-refund-an-order',
    hint: 3,
    edits: [workflow(toPay, `refundPayment({ orderId, cents, key: \`\${orderId}-\${cents}\` });`)],
  },
  {
    name: 'mail-key-with-amount',
    because: 'It names the payment after the order, and the mail after the order and the amount in it.',
    fails: 'one-mail',
    hint: 3,
    edits: [workflow(toMail, `mailRefund({ orderId, refundId, key: \`\${orderId}-\${cents}\` });`)],
  },
  {
    name: 'mail-key-of-the-run',
    because: 'It names the payment after the order, and the mail after the run, of which there is another one later.',
    fails: 'one-mail',
    hint: 3,
    edits: [
      workflow(fromWorkflow, "import { proxyActivities, workflowInfo } from '@temporalio/workflow';"),
      workflow(toMail, 'mailRefund({ orderId, refundId, key: workflowInfo().runId });'),
    ],
  },
  {
    name: 'second-click-thrown-at',
    because: 'It names the run after the order and leaves the second caller alone with “already started”.',
    fails: 'clicks-answered',
    hint: 4,
    edits: [app(`        ${policy}\n`, '')],
  },
  {
    name: 'late-click-thrown-at',
    because: 'It forbids a second run, and does not fetch the answer of the first.',
    fails: 'clicks-answered',
    hint: 4,
    edits: [app(policy, `${policy}\n        workflowIdReusePolicy: 'REJECT_DUPLICATE',`)],
  },
  {
    name: 'click-remembered-here',
    because: 'It brings two clicks together in a variable of the web server, which the next web server does not have.',
    fails: 'other-server',
    hint: 3,
    folder: true,
  },
  {
    name: 'second-click-ends-the-first',
    because: 'It lets the last click win, and the first caller loses a run that was doing fine.',
    fails: 'clicks-answered',
    hint: 4,
    edits: [app(policy, "workflowIdConflictPolicy: 'TERMINATE_EXISTING',")],
  },
  {
    name: 'a-mail-for-every-run',
    because: 'It protects the money with the order’s name, and mails under a new one each time.',
    fails: 'one-mail',
    hint: 3,
    edits: [
      workflow(fromWorkflow, "import { proxyActivities, uuid4 } from '@temporalio/workflow';"),
      workflow(toMail, 'mailRefund({ orderId, refundId, key: uuid4() });'),
    ],
  },
  {
    name: 'looks-before-it-starts',
    because: 'It asks whether the refund is there and starts it if not, and two clicks ask in the same moment.',
    fails: 'clicks-answered',
    hint: 3,
    edits: [
      app(`        ${policy}\n`, ''),
      app(
        'return await client.workflow.execute(workflows.refund, {',
        "const handle = client.workflow.getHandle<typeof workflows.refund>(`refund-${orderId}`);\n      const isOpen = await handle.describe().then(\n        ({ status }) => status.name === 'RUNNING',\n        () => false,\n      );\n      if (isOpen) return await handle.result();\n      return await client.workflow.execute(workflows.refund, {",
      ),
    ],
  },
];
