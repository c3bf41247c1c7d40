import type { Zoo } from '../../check/zoo.ts';

const introduce = (replace: string, by: string) => ({ file: 'a-introduce.ts', replace, by });
const retire = (replace: string, by: string) => ({ file: 'b-retire.ts', replace, by });
const replaced = (replace: string, by: string) => ({ file: 'c-replace.ts', replace, by });
const router = (replace: string, by: string) => ({ file: 'router.ts', replace, by });

const asks = '  if (patched(FRAUD_CHECK)) {';
const checks = '    const { ok } = await fraudCheck({ orderId, customerId, cents });';
const obeys = "    if (!ok) return { orderId, status: 'refused' };";
const block = `${asks}\n${checks}\n${obeys}\n  }\n`;
const imports = 'import { patched, proxyActivities, sleep }';
const deprecates = '  deprecatePatch(FRAUD_CHECK);\n';
const oldProcess = "export { checkout } from './v1';";
const fulfilment = `  await Promise.all(
    order.lines.map(({ sku, quantity }) => reserve({ orderId, sku, quantity, key: \`\${orderId}/\${sku}\` })),
  );
  await sleep('1 day');
  await charge({ orderId, card, cents, key: orderId });
  await ship({ orderId, key: orderId });
  return { orderId, status: 'shipped' };
`;

export const zoo: Zoo = {
  wrong: [
    {
      name: 'bare-change',
      because: 'It takes a deployment for something that only concerns orders which begin after it.',
      fails: 'old-orders',
      hint: 1,
      edits: [introduce(asks, '  {')],
    },
    {
      name: 'inverted-branches',
      because: 'It reads `patched` as "this order has been patched already, so leave it alone".',
      fails: 'old-orders',
      hint: 2,
      edits: [introduce(asks, '  if (!patched(FRAUD_CHECK)) {')],
    },
    {
      name: 'patched-as-a-statement',
      because: 'It announces the patch, and does not use the answer.',
      fails: 'old-orders',
      hint: 3,
      edits: [introduce(asks, '  patched(FRAUD_CHECK);\n  {')],
    },
    {
      name: 'guard-after-the-call',
      because: 'It guards what is done with the answer of the fraud desk, and calls the desk for everyone.',
      fails: 'old-orders',
      hint: 3,
      edits: [introduce(`${asks}\n${checks}\n`, `${checks}\n${asks}\n`)],
    },
    {
      name: 'deprecated-too-early',
      because: 'It takes `deprecatePatch` for the modern way to write `patched`.',
      fails: 'old-orders',
      hint: 2,
      edits: [
        introduce(imports, 'import { deprecatePatch, proxyActivities, sleep }'),
        introduce(asks, '  deprecatePatch(FRAUD_CHECK);\n  {'),
      ],
    },
    {
      name: 'new-step-at-the-end',
      because: 'It patches the step in the middle, and adds another at the end, where nothing comes after it.',
      fails: 'old-orders',
      hint: 1,
      edits: [
        introduce(
          "key: orderId });\n  return { orderId, status: 'shipped' };",
          "key: orderId });\n  await sleep('1 minute');\n  return { orderId, status: 'shipped' };",
        ),
      ],
    },
    {
      name: 'asked-in-the-loop',
      because: 'It asks for each line, and takes for granted that the answer is the same for all lines of an order.',
      fails: 'whole-process',
      hint: 3,
      edits: [
        introduce('    await reserve(', `${block.trimEnd()}\n    await reserve(`),
        introduce(`\n${block}\n  await charge`, '\n  await charge'),
      ],
    },
    {
      name: 'asked-twice',
      because: 'It asks in two places, and takes for granted that the second answer is the first one.',
      fails: 'whole-process',
      hint: 3,
      folder: true,
    },
    {
      name: 'verdict-by-an-older-answer',
      because: 'It asks once more, and obeys the fraud desk only when the first answer was yes.',
      fails: 'whole-process',
      hint: 3,
      edits: [
        introduce('  for (const { sku', '  const isNew = patched(FRAUD_CHECK);\n  for (const { sku'),
        introduce(obeys, "    if (isNew && !ok) return { orderId, status: 'refused' };"),
      ],
    },
    {
      name: 'replaying-means-old',
      because: 'It takes an order that is being replayed for an order of the past.',
      fails: 'whole-process',
      hint: 2,
      edits: [
        introduce(imports, 'import { workflowInfo, proxyActivities, sleep }'),
        introduce(asks, '  if (!workflowInfo().unsafe.isReplaying) {'),
      ],
    },
    {
      name: 'cut-off-date',
      because: 'It tells old orders from new ones by a date, and old workers went on starting orders after it.',
      fails: 'whole-process',
      hint: 2,
      edits: [
        introduce(imports, 'import { workflowInfo, proxyActivities, sleep }'),
        introduce(asks, "  if (workflowInfo().startTime > new Date('2026-06-01')) {"),
      ],
    },
    {
      name: 'nothing-changes',
      because: 'It makes every order safe by leaving out what was to be introduced.',
      fails: 'new-orders',
      hint: 2,
      edits: [introduce(block, '')],
    },
    {
      name: 'checked-after-the-charge',
      because: 'It puts the new step where it disturbs nobody, and where it is too late.',
      fails: 'refused-orders',
      hint: 3,
      edits: [
        introduce(
          `${block}\n  await charge({ orderId, card, cents, key: orderId });\n`,
          `  await charge({ orderId, card, cents, key: orderId });\n${block}`,
        ),
      ],
    },
    {
      name: 'verdict-ignored',
      because: 'It asks the fraud desk and goes on whatever the answer is.',
      fails: 'refused-orders',
      hint: 3,
      edits: [introduce(`${checks}\n${obeys}`, '    await fraudCheck({ orderId, customerId, cents });')],
    },
    {
      name: 'on-without-an-answer',
      because: 'It takes a fraud desk that is out of order for one that says yes, to hold nobody up.',
      fails: 'refused-orders',
      hint: 3,
      edits: [
        introduce(
          checks,
          "    const { ok } = await Promise.race([\n      fraudCheck({ orderId, customerId, cents }),\n      sleep('30 seconds').then(() => ({ ok: true })),\n    ]);",
        ),
      ],
    },
    {
      name: 'refusal-thrown',
      because: 'It takes a refused order for a failure of the workflow, where the shop wants to be told the status.',
      fails: 'refused-orders',
      hint: 3,
      edits: [
        introduce(imports, 'import { ApplicationFailure, patched, proxyActivities, sleep }'),
        introduce(obeys, "    if (!ok) throw ApplicationFailure.nonRetryable('refused', 'Refused');"),
      ],
    },
    {
      name: 'asked-outside-the-workflow',
      because: 'It asks once for all orders, when the file is loaded, and there is no history to ask yet.',
      fails: 'plain-error',
      hint: 3,
      edits: [
        introduce(
          'export async function checkout',
          'const isNew = patched(FRAUD_CHECK);\n\nexport async function checkout',
        ),
        introduce(asks, '  if (isNew) {'),
      ],
    },
    {
      name: 'asked-together-with-the-charge',
      because: 'It saves a round trip: fraud desk and card at the same time, when the money is gone already.',
      fails: 'refused-orders',
      hint: 4,
      edits: [
        introduce(
          checks,
          '    const [{ ok }] = await Promise.all([\n      fraudCheck({ orderId, customerId, cents }),\n      charge({ orderId, card, cents, key: orderId }),\n    ]);',
        ),
      ],
    },
    {
      name: 'both-removed',
      because: 'It takes "no order of version 1 is open" for "no marker is left".',
      fails: 'marked-orders',
      hint: 2,
      edits: [retire(deprecates, '')],
    },
    {
      name: 'renamed',
      because: 'It gives the retired patch a name of its own, as if this were another change.',
      fails: 'marked-orders',
      hint: 3,
      edits: [retire('deprecatePatch(FRAUD_CHECK)', "deprecatePatch('fraud-check-retired')")],
    },
    {
      name: 'moved-before-the-wait',
      because: 'It tidies the call up to the top, and the marker in the histories stands behind the waiting day.',
      fails: 'marked-orders',
      hint: 3,
      edits: [retire(deprecates, ''), retire('  for (const { sku', `${deprecates}  for (const { sku`)],
    },
    {
      name: 'marker-after-the-check',
      because: 'It deprecates while the fraud desk is at work, and the marker in the histories stands before that.',
      fails: 'marked-orders',
      hint: 3,
      edits: [
        retire(
          `${deprecates}  const { ok } = await fraudCheck({ orderId, customerId, cents });`,
          `  const asked = fraudCheck({ orderId, customerId, cents });\n${deprecates}  const { ok } = await asked;`,
        ),
      ],
    },
    {
      name: 'check-retired-too',
      because: 'It retires the new way together with the patch, where the old way was to go.',
      fails: 'marked-orders',
      hint: 2,
      edits: [
        retire(
          "  const { ok } = await fraudCheck({ orderId, customerId, cents });\n  if (!ok) return { orderId, status: 'refused' };\n",
          '',
        ),
      ],
    },
    {
      name: 'never-retired',
      because: 'It leaves version 2 as it is, since it still works.',
      fails: 'patch-retired',
      hint: 2,
      edits: [
        retire('import { deprecatePatch,', 'import { patched,'),
        retire(deprecates, "  if (!patched(FRAUD_CHECK)) return { orderId, status: 'refused' };\n"),
      ],
    },
    {
      name: 'deprecated-behind-the-question',
      because: 'It asks first and deprecates then; the marker was written by the question.',
      fails: 'patch-retired',
      hint: 4,
      edits: [
        retire('import { deprecatePatch,', 'import { deprecatePatch, patched,'),
        retire(deprecates, '  if (patched(FRAUD_CHECK)) deprecatePatch(FRAUD_CHECK);\n'),
      ],
    },
    {
      name: 'deprecated-only-in-replay',
      because: 'It keeps the line for histories that have a marker, and takes a new order for one that needs none.',
      fails: 'patch-retired',
      hint: 4,
      edits: [
        retire('import { deprecatePatch,', 'import { deprecatePatch, workflowInfo,'),
        retire(deprecates, `  if (workflowInfo().unsafe.isReplaying) {\n  ${deprecates}  }\n`),
      ],
    },
    {
      name: 'replaced-in-place',
      because: 'It gives open orders the new process under the old name.',
      fails: 'old-process',
      hint: 1,
      edits: [replaced(oldProcess, 'export { checkoutV2 as checkout };')],
    },
    {
      name: 'old-process-deleted',
      because: 'It takes the old process for dead, since nobody starts it any more.',
      fails: 'old-process',
      hint: 2,
      edits: [replaced(oldProcess, '')],
    },
    {
      name: 'patched-process-under-the-old-name',
      because: 'It takes code that old histories fit for the old process; from where they end, it is another.',
      fails: 'old-process',
      hint: 3,
      edits: [replaced(oldProcess, "export { checkout } from './a-introduce';")],
    },
    {
      name: 'router-forgotten',
      because: 'It puts the new process beside the old one, and sends nobody there.',
      fails: 'routed',
      hint: 3,
      edits: [router("return 'checkoutV2'", "return 'checkout'")],
    },
    {
      name: 'routed-by-size',
      because: 'It tries the new process out on small orders; then the old one never runs out.',
      fails: 'routed',
      hint: 4,
      edits: [
        router('_order: CheckoutOrder', 'order: CheckoutOrder'),
        router("return 'checkoutV2'", "return order.lines.length < 3 ? 'checkoutV2' : 'checkout'"),
      ],
    },
    {
      name: 'routed-by-sum',
      because: 'It spares small sums the fraud desk, and there will always be small sums.',
      fails: 'routed',
      hint: 4,
      edits: [
        router('_order: CheckoutOrder', 'order: CheckoutOrder'),
        router("return 'checkoutV2'", "return order.cents < 1000 ? 'checkout' : 'checkoutV2'"),
      ],
    },
    {
      name: 'reserved-while-asking',
      because: 'It asks and reserves at the same time, and sets goods aside for a thief.',
      fails: 'new-process',
      hint: 3,
      edits: [
        replaced(
          "const { ok } = await fraudCheck({ orderId, customerId, cents });\n  if (!ok) return { orderId, status: 'refused' };",
          'const asked = fraudCheck({ orderId, customerId, cents });',
        ),
        replaced(
          "  await sleep('1 day');",
          "  if (!(await asked).ok) return { orderId, status: 'refused' };\n  await sleep('1 day');",
        ),
      ],
    },
    {
      name: 'two-names-for-one-process',
      because: 'It gives the old process a second name, and calls that the new one.',
      fails: 'new-process',
      hint: 3,
      edits: [
        replaced(oldProcess, "export { checkout, checkout as checkoutV2 } from './v1';"),
        replaced('export async function checkoutV2', 'export async function checkoutOfTheOtherTeam'),
      ],
    },
    {
      name: 'old-process-as-a-child',
      because: 'It puts the question in front of the old process, and calls the two together the new one.',
      fails: 'new-process',
      hint: 3,
      edits: [
        replaced(
          oldProcess,
          "import { executeChild } from '@temporalio/workflow';\nimport { checkout } from './v1';\n\nexport { checkout };",
        ),
        replaced(
          fulfilment,
          '  return executeChild(checkout, { args: [order], workflowId: `${orderId}/fulfilment` });\n',
        ),
      ],
    },
    {
      name: 'another-name',
      because: 'It names the new process as it likes, and the router promises `checkoutV2`.',
      fails: 'new-process',
      hint: 4,
      edits: [replaced('export async function checkoutV2', 'export async function newCheckout')],
    },
    {
      name: 'line-after-line',
      because: 'It carries the loop of the old process over into the new one.',
      fails: 'new-process',
      hint: 3,
      edits: [
        replaced(
          'await Promise.all(\n    order.lines.map(({ sku, quantity }) => reserve(',
          'for (const { sku, quantity } of order.lines) {\n    await reserve(',
        ),
        replaced('` })),\n  );', '` });\n  }'),
      ],
    },
  ],
  right: [
    {
      name: 'asked-at-the-start',
      because: 'Every order that began before the deployment stays on the old way, also those in their waiting day.',
      edits: [
        introduce('  for (const { sku', '  const checked = patched(FRAUD_CHECK);\n  for (const { sku'),
        introduce(asks, '  if (checked) {'),
      ],
    },
    {
      name: 'two-functions',
      because: 'One question at the top chooses between two whole processes, each in a file of its own.',
      folder: true,
    },
    {
      name: 'asked-while-waiting',
      because: 'The fraud desk has the whole waiting day for its answer; it is only needed before the charge.',
      edits: [
        introduce(
          "  await sleep('1 day');",
          '  const verdict = patched(FRAUD_CHECK) ? fraudCheck({ orderId, customerId, cents }) : { ok: true };\n  await sleep("1 day");',
        ),
        introduce(
          `${asks}\n${checks}\n${obeys}\n  }`,
          "  if (!(await verdict).ok) return { orderId, status: 'refused' };",
        ),
      ],
    },
    {
      name: 'checked-first-of-all',
      because:
        'Nothing says when before the charge the fraud desk is asked, and nothing has to be reserved for a thief.',
      edits: [introduce(block, ''), introduce('  for (const { sku', `${block}  for (const { sku`)],
    },
    {
      name: 'local-activity',
      because:
        'The fraud check runs as a local activity: another kind of entry in the history, the same call in the world.',
      edits: [
        introduce(
          'const { reserve, fraudCheck, charge, ship } =',
          "const { fraudCheck } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '5 seconds' });\nconst { reserve, charge, ship } =",
        ),
        introduce(imports, 'import { patched, proxyActivities, proxyLocalActivities, sleep }'),
      ],
    },
    {
      name: 'patient-local-activity',
      because:
        'A local activity with the given retry policy waits a minute in real time; nobody is let through meanwhile.',
      edits: [
        introduce(
          'const { reserve, fraudCheck, charge, ship } =',
          "const { fraudCheck } = proxyLocalActivities<typeof activities>({\n  startToCloseTimeout: '30 seconds',\n  retry: { initialInterval: '1 minute' },\n});\nconst { reserve, charge, ship } =",
        ),
        introduce(imports, 'import { patched, proxyActivities, proxyLocalActivities, sleep }'),
      ],
    },
    {
      name: 'sticky-answer',
      because: 'It asks again only as long as the answer was no, and nothing depends on it before the last time.',
      edits: [
        introduce(
          '  for (const { sku, quantity } of order.lines) {\n',
          '  let isNew = false;\n  for (const { sku, quantity } of order.lines) {\n    isNew ||= patched(FRAUD_CHECK);\n',
        ),
        introduce(asks, '  isNew ||= patched(FRAUD_CHECK);\n  if (isNew) {'),
      ],
    },
    {
      name: 'check-in-a-child',
      because: 'The fraud check is a workflow of its own; only orders that pass the question start it.',
      folder: true,
    },
    {
      name: 'name-of-its-own',
      because: 'What a change is called is free, until the first history knows it.',
      edits: [introduce(asks, "  if (patched('ask-the-fraud-desk')) {")],
    },
    {
      name: 'old-code-copied',
      because: 'The old process is copied instead of re-exported, and the new one lives in a file of its own.',
      folder: true,
    },
    {
      name: 'other-timeouts',
      because: 'Timeouts, retry policies and arguments are no steps: a history does not mind.',
      edits: [
        retire("retry: { initialInterval: '1 minute' }", "retry: { maximumInterval: '1 hour' }"),
        replaced("startToCloseTimeout: '30 seconds'", "startToCloseTimeout: '1 minute'"),
      ],
    },
  ],
};
