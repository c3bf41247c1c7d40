import type { WrongSpecimen } from '../../../check/zoo.ts';
import { charge, edit, empty, pickUp } from './edits.ts';

/** Habits of other programs: how they fail, what they reach for, how they wait. */
export const habits: readonly WrongSpecimen[] = [
  {
    name: 'plain-error',
    because: 'Everywhere else, throwing an Error is how a function fails.',
    fails: 'plain-error',
    hint: 2,
    edits: [edit(empty, "if (items.length === 0) throw new Error('EmptyOrder');")],
  },
  {
    name: 'empty-order-completes',
    because: 'It gives an empty answer for an empty order, and whoever asked takes it for a success.',
    fails: 'empty-order',
    hint: 2,
    edits: [
      edit(
        empty,
        "if (items.length === 0) return { orderId, totalCents: 0, packed: [], trackingId: '', invoiced: false };",
      ),
    ],
  },
  {
    name: 'empty-order-is-charged',
    because: 'It looks at the order only after it has begun to act on it.',
    fails: 'empty-order',
    hint: 3,
    edits: [edit(`${empty}\n`, ''), edit(charge, `${charge}\n  ${empty}`)],
  },
  {
    name: 'type-in-the-message',
    because: 'It takes the message of a failure for its type.',
    fails: 'empty-order',
    hint: 4,
    edits: [edit(empty, "if (items.length === 0) throw ApplicationFailure.nonRetryable('EmptyOrder');")],
  },
  {
    name: 'fetch-in-workflow',
    because: 'It makes a request where every other program may make one; the sandbox has no network.',
    fails: 'undefined-name',
    hint: 2,
    edits: [edit(empty, `if (items.length === 0) await fetch('https://example.com/empty-orders');\n  ${empty}`)],
  },
  {
    name: 'environment-in-workflow',
    because: 'It reads a setting from the environment of a process that a workflow does not have.',
    fails: 'undefined-name',
    hint: 2,
    edits: [edit('if (!gift) await', "if (!gift && process.env['INVOICES'] !== 'off') await")],
  },
  {
    name: 'wait-in-an-activity',
    because: 'It hides the wait for the pick-up in an activity, which has to stay awake for it.',
    fails: 'waits-for-pick-up',
    hint: 2,
    folder: true,
  },
  {
    name: 'pick-up-gets-a-day',
    because: 'It takes the end of a time limit for a pick-up.',
    fails: 'waits-for-pick-up',
    hint: 2,
    edits: [edit(pickUp, "await condition(() => isPickedUp, '1 day');")],
  },
  {
    name: 'pick-up-gets-a-month',
    because: 'It takes a month for the longest that anybody waits, and the end of it for a pick-up.',
    fails: 'waits-for-pick-up',
    hint: 2,
    edits: [edit(pickUp, "await condition(() => isPickedUp, '30 days');")],
  },
  {
    name: 'pick-up-fails-after-a-month',
    because: 'It ends an order that nobody has picked up for a month.',
    fails: 'waits-for-pick-up',
    hint: 2,
    edits: [
      edit(
        pickUp,
        "if (!(await condition(() => isPickedUp, '30 days')))\n    throw ApplicationFailure.create({ type: 'NotPickedUp', message: 'it is still on the table' });",
      ),
    ],
  },
];
