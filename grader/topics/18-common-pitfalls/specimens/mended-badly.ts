import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, label, limit, question, reason, refund, shield, start, statusHandler, workflow } from './edits.ts';

/** Repairs that trade one mistake for another. */
export const mendedBadly: readonly WrongSpecimen[] = [
  {
    name: 'every-refusal-is-refused',
    because: 'It stops asking why the refund failed.',
    fails: 'closed-account',
    hint: 3,
    edits: [workflow(reason, ''), workflow(question, '    if (!(error instanceof ActivityFailure)) throw error;\n')],
  },
  {
    name: 'key-per-order',
    because: 'It names the payment after the order, and an order has several returns.',
    fails: 'refunded-once',
    hint: 3,
    edits: [workflow('key: `${returnId}/refund`', 'key: `${request.orderId}/refund`')],
  },
  {
    name: 'key-per-order-and-amount',
    because: 'It adds the amount, so that two returns of an order differ, as long as they are not of the same price.',
    fails: 'refunded-once',
    hint: 3,
    edits: [workflow('key: `${returnId}/refund`', 'key: `${request.orderId}/${cents}`')],
  },
  {
    name: 'label-not-shielded',
    because: 'The cancellation goes on as it should, and the clean-up is cancelled with it.',
    fails: 'given-up',
    hint: 3,
    edits: [workflow(shield, 'await voidLabel({ returnId, key: returnId });'), workflow('  CancellationScope,\n', '')],
  },
  {
    name: 'clean-up-tried-once',
    because: 'Nobody should have to wait for a clean-up, so it is tried once, and its failure is nobody’s.',
    fails: 'given-up',
    hint: 3,
    edits: [
      workflow(
        shield,
        "await CancellationScope.nonCancellable(() =>\n      proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: 3 } })\n        .voidLabel({ returnId, key: returnId })\n        .catch(() => undefined),\n    );",
      ),
    ],
  },
  {
    name: 'label-voided-at-any-time',
    because: 'It cleans up in one `catch` around everything, which is the usual place for it.',
    fails: 'given-up',
    hint: 3,
    edits: [
      workflow(`    ${shield}\n`, ''),
      workflow(
        start,
        `${start}
  try {
    return await handle(request);
  } catch (error) {
    const { returnId } = request;
    if (CancellationScope.current().consideredCancelled) ${shield}
    throw error;
  }
}

async function handle(request: ReturnRequest): Promise<ReturnResult> {`,
      ),
    ],
  },
  {
    name: 'label-voided-at-the-inspection',
    because: 'Its `try` begins in the right place and ends one step too late.',
    fails: 'given-up',
    hint: 3,
    edits: [
      workflow(
        "  try {\n    await condition(() => phase === 'arrived');\n",
        "  let report: string | undefined;\n  try {\n    await condition(() => phase === 'arrived');\n    if (photosUrl) report = (await inspectPhotos({ photosUrl })).reportId;\n",
      ),
      workflow('  const report = photosUrl ? (await inspectPhotos({ photosUrl })).reportId : undefined;\n', ''),
    ],
  },
  {
    name: 'letter-tried-three-times',
    because: 'The letter is not to hold up the return, so it is given up soon, and without a word.',
    fails: 'letter-sent',
    hint: 1,
    edits: [
      workflow(limit, limit.replace(' });', ', retry: { maximumAttempts: 3 } });')),
      workflow('`${returnId}/closed` });', '`${returnId}/closed` }).catch(() => undefined);'),
    ],
  },
  {
    name: 'void-in-five-seconds',
    because: 'It holds the clean-up to be quick, and gives it a time of its own.',
    fails: 'time-limits',
    hint: 3,
    edits: [
      workflow('createLabel, voidLabel, inspectPhotos', 'createLabel, inspectPhotos'),
      workflow(
        '// A number alone counts milliseconds.\n',
        "const { voidLabel } = proxyActivities<typeof activities>({ startToCloseTimeout: '5 seconds' });\n",
      ),
    ],
  },
  {
    name: 'thirty-milliseconds-beside-the-workflow',
    because: 'It makes the letter a local activity, and its thirty stay what they were: milliseconds.',
    fails: 'time-limits',
    hint: 4,
    edits: [
      workflow(limit, 'proxyLocalActivities<typeof activities>({ startToCloseTimeout: 30 });'),
      workflow('  proxyActivities,\n', '  proxyActivities,\n  proxyLocalActivities,\n'),
    ],
  },
  {
    name: 'no-letter-when-refused',
    because: 'It closes the return where the refusal is caught, above the letter.',
    fails: 'letter-sent',
    hint: 1,
    edits: [
      workflow("    outcome = 'refused';", "    return close({ status: 'refused', restocked, failed, report });"),
      workflow("  let outcome: ReturnResult['status'] =", "  const outcome: ReturnResult['status'] ="),
    ],
  },
  {
    name: 'status-after-the-label',
    because: 'It moves the one handler that an error was seen of, and leaves the query where it stood.',
    fails: 'early-note',
    hint: 2,
    edits: [workflow(statusHandler, ''), workflow(label, `${label}${statusHandler}`)],
  },
  {
    name: 'arrival-overwritten',
    because: 'It says that the return is open when its label is made, whatever was said before.',
    fails: 'early-note',
    hint: 2,
    edits: [workflow(label, `${label}  phase = 'open';\n`)],
  },
  {
    name: 'refund-beside-the-items',
    because: 'The refund does not depend on the items, so it is begun with them.',
    fails: 'damaged-item',
    hint: 2,
    edits: [
      workflow(
        '  const shelved = await',
        `  const paid = ${refund}\n  paid.catch(() => undefined);\n  const shelved = await`,
      ),
      workflow(`    await ${refund}`, '    await paid;'),
    ],
  },
  {
    name: 'five-tries-for-an-item',
    because: 'One item shall not hold up the refund, so it counts as refused when the warehouse is away for a moment.',
    fails: 'damaged-item',
    hint: 2,
    edits: [
      workflow(
        'const { createLabel, voidLabel, inspectPhotos, restock, refund }',
        'const { createLabel, voidLabel, inspectPhotos, refund }',
      ),
      workflow(
        '// A number alone counts milliseconds.\n',
        "const { restock } = proxyActivities<typeof activities>({\n  startToCloseTimeout: '1 minute',\n  retry: { maximumAttempts: 5 },\n});\n// A number alone counts milliseconds.\n",
      ),
    ],
  },
  {
    name: 'nothing-restocked-nothing-paid',
    because: 'Where the warehouse took nothing back, it takes the return for one that was refused.',
    fails: 'damaged-item',
    hint: 2,
    edits: [
      workflow(
        "  let outcome: ReturnResult['status'] = 'refunded';\n",
        "  if (restocked.length === 0) return close({ status: 'refused', restocked, failed, report });\n  let outcome: ReturnResult['status'] = 'refunded';\n",
      ),
    ],
  },
  {
    name: 'two-minutes-for-the-label',
    because:
      'A cancelled return shall not hang on its label, so the label stays valid when the desk is away for minutes.',
    fails: 'time-limits',
    hint: 2,
    edits: [
      workflow(
        'const { createLabel, voidLabel, inspectPhotos, restock, refund }',
        'const { createLabel, inspectPhotos, restock, refund }',
      ),
      workflow(
        '// A number alone counts milliseconds.\n',
        "const { voidLabel } = proxyActivities<typeof activities>({\n  startToCloseTimeout: '1 minute',\n  scheduleToCloseTimeout: '2 minutes',\n});\n// A number alone counts milliseconds.\n",
      ),
    ],
  },
  {
    name: 'pictures-beside-the-shelf',
    because: 'It saves time: the pictures are looked at while the items are being put back.',
    fails: 'in-order',
    hint: 3,
    edits: [
      workflow(
        'const report = photosUrl ? (await inspectPhotos({ photosUrl })).reportId : undefined;',
        'const inspected = photosUrl ? inspectPhotos({ photosUrl }) : undefined;',
      ),
      workflow(
        '  const restocked = shelved',
        '  const report = (await inspected)?.reportId;\n  const restocked = shelved',
      ),
    ],
  },
  {
    name: 'letter-under-a-new-key',
    because: 'It mends the key of the refund, and lets each attempt at the letter make up its own.',
    fails: 'letter-sent',
    hint: 2,
    edits: [
      activity(
        "subject: 'Your return', text, key }",
        "subject: 'Your return', text, key: `${key}/${crypto.randomUUID()}` }",
      ),
    ],
  },
];
