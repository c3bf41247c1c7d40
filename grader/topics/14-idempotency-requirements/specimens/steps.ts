import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, chargeKey, importing, insertOnce, oneKey, receiptKey, timeout, workflow } from './edits.ts';

const activityInfo = "import { activityInfo } from '@temporalio/activity';";
const randomUUID = "import { randomUUID } from 'node:crypto';";

/** Renewals whose steps are done too often, too seldom, or not to their end. */
export const steps: readonly WrongSpecimen[] = [
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
    name: 'attempts-stand-in-line',
    because: 'A queue in the memory of a worker keeps attempts apart, as long as they are on this worker.',
    fails: 'points-once',
    hint: 2,
    edits: [
      activity(
        'export async function addLoyalty',
        'const queues = new Map<string, Promise<unknown>>();\n\nexport async function addLoyalty',
      ),
      activity(
        insertOnce,
        '  const turn = (queues.get(key) ?? Promise.resolve()).catch(() => {}).then(async () => {\n    if (!(await pointsTable.has({ rowId: key }))) await pointsTable.insert({ rowId: key, customerId, points });\n  });\n  queues.set(key, turn);\n  await turn;\n',
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
    name: 'points-of-each-price-apart',
    because: 'It rounds each price for itself, and two parts of a euro may be one.',
    fails: 'renewal',
    hint: 4,
    edits: [
      workflow('Math.floor((cents + addOnCents) / 100)', 'Math.floor(cents / 100) + Math.floor(addOnCents / 100)'),
    ],
  },
  {
    name: 'receipt-of-the-plan-alone',
    because: 'The receipt names the charge of the plan, and not that of the add-on.',
    fails: 'renewal',
    hint: 3,
    edits: [
      workflow(
        'sendReceipt({ customerId, chargeIds, key })',
        'sendReceipt({ customerId, chargeIds: [plan.chargeId], key })',
      ),
    ],
  },
  {
    name: 'failure-remembered',
    because: 'Attempts on one worker share the first one’s call, and with it the first one’s failure.',
    fails: 'finishes',
    hint: 2,
    edits: [
      activity(
        'export async function chargeRenewal',
        'const underWay = new Map<string, Promise<{ chargeId: string }>>();\n\nexport async function chargeRenewal',
      ),
      activity(
        'return await refusalsAreFinal(payments.charge({ account: customerId, cents, key }));',
        'const call = underWay.get(key) ?? refusalsAreFinal(payments.charge({ account: customerId, cents, key }));\n  underWay.set(key, call);\n  return await call;',
      ),
    ],
  },
  {
    name: 'balance-read-before',
    because: 'It reads the balance first and adds to it, and an attempt before may have written already.',
    fails: 'points-once',
    hint: 2,
    edits: [
      activity(insertOnce, `  const before = await pointsTable.balance({ customerId });\n${insertOnce}`),
      activity('return await pointsTable.balance({ customerId });', 'return { points: before.points + points };'),
    ],
  },
  {
    name: 'two-attempts-for-the-receipt',
    because: 'A mail seems not worth more than two tries, and then all of the renewal counts as failed.',
    fails: 'receipt-once',
    hint: 2,
    edits: [
      workflow(', addLoyalty, sendReceipt } =', ', addLoyalty } ='),
      workflow(
        'export async function renewSubscription',
        "const { sendReceipt } = proxyActivities<typeof activities>({\n  startToCloseTimeout: '1 minute',\n  retry: { maximumAttempts: 2 },\n});\n\nexport async function renewSubscription",
      ),
    ],
  },
  {
    name: 'a-minute-for-the-points',
    because: 'One step has a limit for all its attempts, and one silent attempt takes all of it.',
    fails: 'silence',
    hint: 4,
    edits: [
      workflow(', addLoyalty, sendReceipt } =', ', sendReceipt } ='),
      workflow(
        'export async function renewSubscription',
        "const { addLoyalty } = proxyActivities<typeof activities>({ scheduleToCloseTimeout: '1 minute' });\n\nexport async function renewSubscription",
      ),
    ],
  },
];
