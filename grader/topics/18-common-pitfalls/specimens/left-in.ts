import type { WrongSpecimen } from '../../../check/zoo.ts';
import {
  activity,
  cancelled,
  empty,
  label,
  letter,
  limit,
  note,
  pay,
  question,
  reason,
  report,
  restocked,
  shelved,
  workflow,
} from './edits.ts';

/** Everything mended but one: each of the nine must be seen when nothing else is wrong. */
export const leftIn: readonly WrongSpecimen[] = [
  {
    name: 'letter-not-awaited',
    because: 'It starts the letter and ends; a forgotten `await` has no symptom on a good day.',
    fails: 'letter-sent',
    hint: 1,
    edits: [workflow(letter, '  if (email) mail(')],
  },
  {
    name: 'thirty-milliseconds',
    because: 'It means thirty seconds and says thirty.',
    fails: 'time-limits',
    hint: 2,
    edits: [workflow(limit, 'proxyActivities<typeof activities>({ startToCloseTimeout: 30 });')],
  },
  {
    name: 'wrong-failure-caught',
    because: 'It asks the envelope for what is written in the letter.',
    fails: 'closed-account',
    hint: 3,
    edits: [workflow(reason, ''), workflow(question, question.replaceAll('reason', 'error'))],
  },
  {
    name: 'all-or-nothing',
    because: '`Promise.all` is taken for a way to wait for all.',
    fails: 'damaged-item',
    hint: 2,
    edits: [
      workflow(shelved, 'const shelved = await Promise.all('),
      workflow(restocked, 'shelved.map(({ sku }) => sku);'),
    ],
  },
  {
    name: 'key-per-attempt',
    because: 'It takes the bank’s protection for an obstacle to retries.',
    fails: 'refunded-once',
    hint: 3,
    edits: [
      activity(pay, 'payments.refund({ key: `${key}/${activityInfo().attempt}`, cents })'),
      activity(
        'import { mail as letters',
        "import { activityInfo } from '@temporalio/activity';\nimport { mail as letters",
      ),
    ],
  },
  {
    name: 'cancellation-swallowed',
    because: 'The label is voided, and the cancellation counts as dealt with.',
    fails: 'given-up',
    hint: 2,
    edits: [
      workflow(cancelled, "    return close({ status: 'refused', restocked: [], failed: [] });\n  }\n\n  const report"),
      workflow('  } catch (error) {\n    await Cancel', '  } catch {\n    await Cancel'),
    ],
  },
  {
    name: 'plain-error',
    because: 'In most programs a thrown Error ends what was asked for.',
    fails: 'nothing-to-return',
    hint: 1,
    edits: [workflow(empty, 'throw new Error(`NothingToReturn: ${returnId} has no items`);')],
  },
  {
    name: 'handler-after-the-label',
    because: 'A signal would wait for its handler; it expects the same of an update.',
    fails: 'early-note',
    hint: 2,
    edits: [workflow(note, ''), workflow(label, `${label}${note}`)],
  },
  {
    name: 'whole-report-returned',
    because: 'The type promises an id, and the object has all the rest as well.',
    fails: 'light-history',
    hint: 3,
    edits: [activity(report, '  return await refusalsAreFinal(returns.inspect({ photosUrl }));\n')],
  },
];
