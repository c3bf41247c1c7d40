import type { Zoo } from '../../check/zoo.ts';

const app = (replace: string, by: string) => ({ file: 'app.ts', replace, by });
const workflow = (replace: string, by: string) => ({ file: 'workflows.ts', replace, by });
const decision = (scenario: string, right: string, wrong: string) => ({
  file: 'decisions.ts',
  replace: `${scenario}: { ${right} }`,
  by: `${scenario}: { ${wrong} }`,
});

const lookUp = "use: 'database', because: 'single-read'";
const stream = "use: 'stream-processor', because: 'high-rate'";
const patience = "use: 'workflow', because: 'waits-long'";
const theId = `workflowId: \`refund-\${orderId}\`,`;
const policy = "workflowIdConflictPolicy: 'USE_EXISTING',";
const toPay = 'refundPayment({ orderId, cents, key: orderId });';
const toMail = 'mailRefund({ orderId, refundId, key: orderId });';
const fromWorkflow = "import { proxyActivities } from '@temporalio/workflow';";

export const zoo: Zoo = {
  wrong: [
    {
      name: 'page-for-safety',
      because: 'It wants retries for a read, and pays for a memory that nobody needs.',
      fails: 'decide-product-page',
      hint: 2,
      edits: [decision("'product-page'", lookUp, "use: 'workflow', because: 'single-read'")],
    },
    {
      name: 'history-as-a-database',
      because: 'It takes the list of workflow runs for the list of orders.',
      fails: 'decide-order-history',
      hint: 2,
      edits: [decision("'order-history'", lookUp, "use: 'workflow', because: 'waits-long'")],
    },
    {
      name: 'price-from-a-table',
      because: 'It stores what follows from two numbers.',
      fails: 'decide-foreign-price',
      hint: 2,
      edits: [
        decision(
          "'foreign-price'",
          "use: 'plain-function', because: 'no-side-effects'",
          "use: 'database', because: 'single-read'",
        ),
      ],
    },
    {
      name: 'ticks-in-bulk',
      because: 'It takes many small events for one big piece of data.',
      fails: 'decide-rate-ticks',
      hint: 2,
      edits: [decision("'rate-ticks'", stream, "use: 'stream-processor', because: 'bulk-data'")],
    },
    {
      name: 'visitors-counted-at-night',
      because: 'It counts yesterday’s clicks, when the page wants to know who is there now.',
      fails: 'decide-visitors-now',
      hint: 2,
      edits: [decision("'visitors-now'", stream, "use: 'data-pipeline', because: 'bulk-data'")],
    },
    {
      name: 'table-through-a-history',
      because: 'It sends 400 million rows through a workflow because there are many steps.',
      fails: 'decide-sales-table',
      hint: 2,
      edits: [
        decision(
          "'sales-table'",
          "use: 'data-pipeline', because: 'bulk-data'",
          "use: 'workflow', because: 'steps-must-all-happen'",
        ),
      ],
    },
    {
      name: 'month-in-a-loop',
      because: 'It lets a workflow sleep for a month, and again, and again.',
      fails: 'decide-invoice-day',
      hint: 2,
      edits: [decision("'invoice-day'", "use: 'schedule', because: 'calendar'", patience)],
    },
    {
      name: 'refund-is-short',
      because: 'It judges by how long something takes, and not by what is lost when it stops half-way.',
      fails: 'decide-refund',
      hint: 1,
      edits: [
        decision(
          'refund',
          "use: 'workflow', because: 'steps-must-all-happen'",
          "use: 'plain-function', because: 'no-side-effects'",
        ),
      ],
    },
    {
      name: 'approval-on-a-calendar',
      because: 'It takes a deadline for a date.',
      fails: 'decide-approval',
      hint: 2,
      edits: [decision('approval', patience, "use: 'schedule', because: 'calendar'")],
    },
    {
      name: 'trial-for-the-wrong-reason',
      because: 'It finds the right home for the trial and gives the reason of another scenario.',
      fails: 'decide-trial',
      hint: 2,
      edits: [decision('trial', patience, "use: 'workflow', because: 'calendar'")],
    },
    {
      name: 'product-by-workflow',
      because: 'It makes the read shorter and keeps the workflow around it.',
      fails: 'product-plain',
      hint: 1,
      folder: true,
    },
    {
      name: 'unknown-product-thrown',
      because: 'It makes an error of an answer that the contract has a word for.',
      fails: 'product-as-is',
      hint: 3,
      edits: [
        app(
          'return await catalog.get(query);',
          "const product = await catalog.get(query);\n      return product ?? { sku: query.sku, name: '', cents: 0 };",
        ),
      ],
    },
    {
      name: 'missing-product-remembered',
      because: 'It spares the catalog the crawlers, and an article that is added later is not found.',
      fails: 'product-as-is',
      hint: 2,
      edits: [
        app('return {\n    // One read.', 'const unknown = new Set<string>();\n\n  return {\n    // One read.'),
        app(
          'return await catalog.get(query);',
          'if (unknown.has(query.sku)) return null;\n      const product = await catalog.get(query);\n      if (!product) unknown.add(query.sku);\n      return product;',
        ),
      ],
    },
    {
      name: 'outage-taken-for-unknown',
      because: 'It has one word for everything that goes wrong, and the contract has that word for something else.',
      fails: 'outage-is-no-answer',
      hint: 3,
      edits: [app('return await catalog.get(query);', 'return await catalog.get(query).catch(() => null);')],
    },
    {
      name: 'product-remembered',
      because: 'It saves the catalog a question, and shows yesterday’s price until the web server restarts.',
      fails: 'product-as-is',
      hint: 2,
      edits: [
        app(
          'return {\n    // One read.',
          'const known = new Map<string, Awaited<ReturnType<typeof catalog.get>>>();\n\n  return {\n    // One read.',
        ),
        app(
          'return await catalog.get(query);',
          'const product = known.get(query.sku) ?? (await catalog.get(query));\n      if (product) known.set(query.sku, product);\n      return product;',
        ),
      ],
    },
    {
      name: 'price-by-workflow',
      because: 'It thinks that a workflow without activities costs nothing.',
      fails: 'price-plain',
      hint: 1,
      edits: [
        app(
          'convertPrice({ cents, rate }) {\n      return { cents: Math.round(cents * rate) };',
          `async convertPrice(query) {\n      const workflowId = \`price-\${query.cents}-\${query.rate}\`;\n      return await client.workflow.execute(workflows.foreignPrice, { taskQueue, workflowId, args: [query] });`,
        ),
        workflow(
          'export async function refund(',
          'export async function foreignPrice({ cents, rate }: { cents: number; rate: number }): Promise<{ cents: number }> {\n  return { cents: Math.round(cents * rate) };\n}\n\nexport async function refund(',
        ),
      ],
    },
    {
      name: 'price-cut-off',
      because: 'It takes cutting off for rounding.',
      fails: 'price-right',
      hint: 3,
      edits: [app('Math.round(cents * rate)', 'Math.floor(cents * rate)')],
    },
    {
      name: 'price-in-32-bits',
      because: 'It rounds with an operator that keeps 32 bits, and prices in small units are larger.',
      fails: 'price-right',
      hint: 3,
      edits: [app('Math.round(cents * rate)', '(cents * rate + 0.5) | 0')],
    },
    {
      name: 'rate-rounded-first',
      because: 'It rounds the rate, as the board in a bank does, and multiplies what is left of it.',
      fails: 'price-right',
      hint: 3,
      edits: [app('Math.round(cents * rate)', 'Math.round(cents * Number(rate.toFixed(2)))')],
    },
    {
      name: 'tick-by-workflow',
      because: 'It only starts the workflow and does not wait, and takes that for cheap.',
      fails: 'ticks-plain',
      hint: 1,
      folder: true,
    },
    {
      name: 'one-workflow-for-all-ticks',
      because: 'It saves on starts and makes one endless workflow of the stream, a signal a tick.',
      fails: 'ticks-plain',
      hint: 2,
      folder: true,
    },
    {
      name: 'tick-not-awaited',
      because: 'It answers before the store has the tick, to be fast.',
      fails: 'tick-stored',
      hint: 3,
      edits: [app('await rates.put(tick);', 'void rates.put(tick);')],
    },
    {
      name: 'ticks-coalesced',
      because: 'It lets a new tick replace the one that waits, which is clever, and answers before either is stored.',
      fails: 'tick-busy',
      hint: 2,
      folder: true,
    },
    {
      name: 'mail-forgotten',
      because: 'It moves the payment into a workflow and leaves the mail behind.',
      fails: 'refund-done',
      hint: 3,
      edits: [workflow(`  await ${toMail}\n`, '')],
    },
    {
      name: 'plain-refund-with-a-key',
      because: 'It cures the double payment with a key, and still forgets everything when the machine dies.',
      fails: 'crash-before-mail',
      hint: 1,
      folder: true,
    },
    {
      name: 'mail-by-the-web-server',
      because: 'It takes the payment for the part that matters, and mails from the process that may die.',
      fails: 'crash-before-mail',
      hint: 2,
      folder: true,
    },
    {
      name: 'refund-in-half-a-minute',
      because:
        'It limits the run to as long as a customer waits for a page; a dead machine takes longer to be noticed.',
      fails: 'crash-before-mail',
      hint: 1,
      edits: [
        app(
          'args: [{ orderId, cents }],',
          "args: [{ orderId, cents }],\n        workflowExecutionTimeout: '30 seconds',",
        ),
      ],
    },
    {
      name: 'payment-by-the-web-server',
      because: 'It pays first, and tells the server afterwards.',
      fails: 'lost-answer',
      hint: 2,
      folder: true,
    },
    {
      name: 'key-made-at-every-attempt',
      because: 'It makes the key where it is used: each attempt of the activity is another refund to the bank.',
      fails: 'lost-answer',
      hint: 4,
      edits: [
        workflow('key: orderId });\n  await', "key: '' });\n  await"),
        {
          file: 'activities.ts',
          replace: 'payments.refund({ key, cents })',
          by: `payments.refund({ key: \`\${key}\${Date.now()}\${Math.random()}\`, cents })`,
        },
      ],
    },
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
  ],
  right: [
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
  ],
};
