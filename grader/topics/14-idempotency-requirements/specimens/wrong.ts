import type { WrongSpecimen } from '../../../check/zoo.ts';
import {
  activity,
  chargeKey,
  importing,
  insertOnce,
  oneKey,
  receiptKey,
  reject,
  start,
  timeout,
  workflow,
  workflowId,
} from './edits.ts';

const activityInfo = "import { activityInfo } from '@temporalio/activity';";
const randomUUID = "import { randomUUID } from 'node:crypto';";

export const wrong: readonly WrongSpecimen[] = [
  {
    name: 'receipt-without-charges',
    because: 'It mails the receipt with the list as it was before anything was charged.',
    fails: 'renewal',
    hint: 3,
    edits: [workflow('sendReceipt({ customerId, chargeIds, key })', 'sendReceipt({ customerId, chargeIds: [], key })')],
  },
  {
    name: 'one-key-for-both-charges',
    because: 'The renewal is one thing, so it seems to need one key.',
    fails: 'both-charges',
    hint: 2,
    edits: [workflow('`${key}/plan`', 'key'), workflow('`${key}/add-on`', 'key')],
  },
  {
    name: 'bare-activity-id',
    because: 'An activity id stays the same over all attempts, and every run counts its activities from 1.',
    fails: 'each-renewal',
    hint: 3,
    edits: [
      importing(activityInfo),
      activity(chargeKey, 'const { customerId, cents } = charge;\n  const key = activityInfo().activityId;'),
    ],
  },
  {
    name: 'key-of-the-subscription',
    because: 'The key names the subscription and the item, and forgets that there is a next month.',
    fails: 'each-renewal',
    hint: 2,
    edits: [workflow(oneKey, 'const key = subscriptionId;'), workflow(', workflowInfo }', ' }')],
  },
  {
    name: 'prices-as-names',
    because: 'It tells charges apart by their amounts, and two things may cost the same.',
    fails: 'both-charges',
    hint: 2,
    edits: [workflow('`${key}/plan`', '`${key}/${cents}`'), workflow('`${key}/add-on`', '`${key}/${addOnCents}`')],
  },
  {
    name: 'one-attempt',
    because: 'What is tried only once can’t happen twice, and may have happened although it failed.',
    fails: 'finishes',
    hint: 2,
    edits: [workflow(timeout, `${timeout}  retry: { maximumAttempts: 1 },\n`)],
  },
  {
    name: 'points-before-the-date-is-set',
    because:
      'The date and the points look independent, so both are done at once, and one may be done without the other.',
    fails: 'finishes',
    hint: 4,
    edits: [
      workflow(
        'const { paidUntil } = await extendPeriod({ subscriptionId, period });\n  const { points } = await addLoyalty(',
        'const [{ paidUntil }, { points }] = await Promise.all([\n    extendPeriod({ subscriptionId, period }),\n    addLoyalty(',
      ),
      workflow('/ 100), key });', '/ 100), key }),\n  ]);'),
    ],
  },
  {
    name: 'key-made-in-the-activity',
    because: 'A random key is unique, and another one in each attempt.',
    fails: 'charged-once',
    hint: 2,
    edits: [
      importing(randomUUID),
      activity(chargeKey, 'const { customerId, cents } = charge;\n  const key = randomUUID();'),
    ],
  },
  {
    name: 'attempt-in-the-key',
    because: 'It was written down as good advice somewhere: workflow id, step and attempt.',
    fails: 'charged-once',
    hint: 2,
    edits: [
      importing(activityInfo),
      activity(
        chargeKey,
        'const { customerId, cents } = charge;\n  const key = `${charge.key}/${activityInfo().attempt}`;',
      ),
    ],
  },
  {
    name: 'check-then-act',
    because: 'It looks whether the row is there before it writes, and another attempt writes in between.',
    fails: 'points-once',
    hint: 2,
    edits: [
      activity(
        insertOnce,
        '  if (!(await pointsTable.has({ rowId: key }))) await pointsTable.insert({ rowId: key, customerId, points });\n',
      ),
    ],
  },
  {
    name: 'receipt-key-made-in-the-activity',
    because: 'Charges get a proper key; a letter seems to need none.',
    fails: 'receipt-once',
    hint: 2,
    edits: [
      importing(randomUUID),
      activity(receiptKey, 'const { customerId, chargeIds } = receipt;\n  const key = randomUUID();'),
    ],
  },
  {
    name: 'keys-kept-in-memory',
    because: 'Each charge gets a random key once and keeps it, for as long as the process lives.',
    fails: 'worker-dies',
    hint: 2,
    edits: [
      activity(
        'export async function chargeRenewal',
        'const keys = new Map<string, string>();\n\nexport async function chargeRenewal',
      ),
      activity(
        chargeKey,
        'const { customerId, cents } = charge;\n  const key = keys.get(charge.key) ?? `${charge.key}/${Math.random()}`;\n  keys.set(charge.key, key);',
      ),
    ],
  },
  {
    name: 'a-minute-for-all-attempts',
    because: 'The limit is for the step with all its attempts, so one attempt that nobody ends takes all of it.',
    fails: 'worker-dies',
    hint: 4,
    edits: [workflow(timeout, timeout.replace('startToClose', 'scheduleToClose'))],
  },
  {
    name: 'rows-remembered-in-memory',
    because: 'A set of what has been begun prevents the second time, also when the first one did nothing.',
    fails: 'points-once',
    hint: 2,
    edits: [
      activity(
        'export async function addLoyalty',
        'const added = new Set<string>();\n\nexport async function addLoyalty',
      ),
      activity(
        insertOnce,
        '  if (!added.has(key)) {\n    added.add(key);\n    await pointsTable.insert({ rowId: key, customerId, points });\n  }\n',
      ),
    ],
  },
  {
    name: 'one-run-a-subscription',
    because: 'The id says which subscription and not which month, so there is only ever one renewal.',
    fails: 'start-each',
    hint: 2,
    edits: [start(workflowId, 'const workflowId = `renewal/${input.subscriptionId}`;')],
  },
  {
    name: 'random-workflow-id',
    because: 'An id must be unique, and nothing is as unique as a random one.',
    fails: 'asked-twice',
    hint: 2,
    edits: [
      start(workflowId, 'const workflowId = `renewal/${input.subscriptionId}/${input.period}/${Math.random()}`;'),
    ],
  },
  {
    name: 'hash-of-the-input',
    because: 'It makes an id of all that was passed, and two callers may say the same in two ways.',
    fails: 'asked-twice',
    hint: 2,
    edits: [
      start(workflowId, "const workflowId = createHash('sha256').update(JSON.stringify(input)).digest('hex');"),
      start('import { type Client', "import { createHash } from 'node:crypto';\nimport { type Client"),
    ],
  },
  {
    name: 'run-id-and-an-open-door',
    because: 'A run’s own id is in every key, and the default policy lets another run begin when the first is done.',
    fails: 'asked-twice',
    hint: 2,
    edits: [
      workflow(oneKey, 'const key = workflowInfo().runId;'),
      start(reject, "workflowIdReusePolicy: 'ALLOW_DUPLICATE',"),
    ],
  },
  {
    name: 'already-started-is-an-error',
    because: 'The second start is refused as it should be, and whoever asked gets to see how.',
    fails: 'start-answers',
    hint: 3,
    edits: [
      start(
        'if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;',
        "throw error instanceof WorkflowExecutionAlreadyStartedError ? new Error('renewed already') : error;",
      ),
    ],
  },
];
