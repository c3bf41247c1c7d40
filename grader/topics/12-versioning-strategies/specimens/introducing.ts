import type { WrongSpecimen } from '../../../check/zoo.ts';
import { asks, block, checks, imports, introduce, obeys } from './edits.ts';

/** Ways to introduce the fraud check that break open orders, or treat new ones wrongly. */
export const introducing: readonly WrongSpecimen[] = [
  {
    name: 'asks-before-the-parcel',
    because:
      'It has a second look at orders that were being charged at the deployment: charged the old way, checked the new one.',
    fails: 'whole-process',
    hint: 3,
    edits: [
      introduce(asks, '  const checked = patched(FRAUD_CHECK);\n  if (checked) {'),
      introduce(
        '  await ship({',
        `  if (!checked && patched('fraud-check-before-shipping')) {\n${checks}\n${obeys}\n  }\n  await ship({`,
      ),
    ],
  },
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
    name: 'two-hours-for-the-desk',
    because: 'It waits long for the desk, and after that lets through what nobody has looked at.',
    fails: 'closed-desk',
    hint: 4,
    edits: [
      introduce(
        'export async function checkout(',
        "const { fraudCheck: ask } = proxyActivities<typeof activities>({\n  startToCloseTimeout: '30 seconds',\n  scheduleToCloseTimeout: '2 hours',\n});\n\nexport async function checkout(",
      ),
      introduce(checks, '    const { ok } = await ask({ orderId, customerId, cents }).catch(() => ({ ok: true }));'),
    ],
  },
  {
    name: 'refused-by-a-closed-desk',
    because: 'It takes half an hour without an answer for a no.',
    fails: 'closed-desk',
    hint: 4,
    edits: [
      introduce(
        checks,
        "    const { ok } = await Promise.race([\n      fraudCheck({ orderId, customerId, cents }),\n      sleep('30 minutes').then(() => ({ ok: false })),\n    ]);",
      ),
    ],
  },
];
