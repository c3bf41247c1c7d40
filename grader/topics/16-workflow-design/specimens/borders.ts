import type { WrongSpecimen } from '../../../check/zoo.ts';
import { childId, edit, failed, hurried, importing, released, returned, warranted } from './edits.ts';

/** Ways to draw the borders between workflows in the wrong place. */
export const borders: readonly WrongSpecimen[] = [
  {
    name: 'sellers-reversed',
    because: 'It takes the order of a list in a result for a detail.',
    fails: 'all-ship',
    hint: 3,
    edits: [edit('of parts) {', 'of parts.toReversed()) {')],
  },
  {
    name: 'packed-in-two-hours',
    because: 'It makes the wait shorter, to have the parcels out on the same day.',
    fails: 'all-ship',
    hint: 3,
    edits: [edit("sleep('1 day')", "sleep('2 hours')")],
  },
  {
    name: 'function-of-the-child-called',
    because: 'It calls the function of the child as an ordinary function: the code is divided, the history is not.',
    fails: 'own-history',
    hint: 2,
    edits: [
      edit('  executeChild,\n', ''),
      edit(
        `done: executeChild(sellerOrder, {\n      args: [{ orderId, sellerId, items, address }],\n${childId}    }),`,
        'done: sellerOrder({ orderId, sellerId, items, address }),',
      ),
    ],
  },
  {
    name: 'one-seller-fails-all',
    because: 'It waits for all, and then lets the first failure end the order.',
    fails: 'others-ship',
    hint: 2,
    edits: [edit("import { reasonOf } from './reason';\n", ''), edit(failed, '      throw error;\n')],
  },
  {
    name: 'one-seller-after-another',
    because: 'It keeps the loop, and waits for a child before it starts the next.',
    fails: 'side-by-side',
    hint: 2,
    folder: true,
  },
  {
    name: 'sellers-in-batches',
    because: 'It starts eight children at a time and waits for all of them before it starts the ninth.',
    fails: 'side-by-side',
    hint: 2,
    folder: true,
  },
  {
    name: 'reason-is-the-message',
    because: 'It tells what a person would read, and the shop looks for the type.',
    fails: 'others-ship',
    hint: 3,
    folder: true,
  },
  {
    name: 'always-out-of-stock',
    because: 'It knows of one reason only, and writes it down whatever happened.',
    fails: 'others-ship',
    hint: 3,
    edits: [
      edit(
        failed,
        "      reasonOf(error);\n      sellers.push({ sellerId, status: 'failed', reason: 'OutOfStock' });\n",
      ),
    ],
  },
  {
    name: 'failed-ones-last',
    because: 'It lists what is shipped first, and what is missing below; the shop shows one line a seller, by place.',
    fails: 'others-ship',
    hint: 3,
    edits: [
      edit(
        '  if (!sellers.some(',
        '  sellers.sort((one, other) => other.status.localeCompare(one.status));\n  if (!sellers.some(',
      ),
    ],
  },
  {
    name: 'gives-up-after-a-week',
    because: 'It gives all tries a week, and a carrier that is away for longer costs the parcel.',
    fails: 'carrier-down',
    hint: 2,
    edits: [
      edit("startToCloseTimeout: '1 minute',", "startToCloseTimeout: '1 minute',\n  scheduleToCloseTimeout: '7 days',"),
    ],
  },
  {
    name: 'children-named-by-seller',
    because: 'It names a child after the seller, as if a seller had one order at a time.',
    fails: 'two-orders',
    hint: 2,
    edits: [edit(childId, '      workflowId: `seller-order/${sellerId}`,\n')],
  },
  {
    name: 'arguments-in-a-row',
    because: 'It hands a child what it needs, one argument after the other.',
    fails: 'one-object',
    hint: 4,
    folder: true,
  },
  {
    name: 'execution-timeout-as-deadline',
    because: 'It wants to be sure that a seller’s part ends, and lets the server end it.',
    fails: 'carrier-down',
    hint: 2,
    edits: [edit(childId, `${childId}      workflowExecutionTimeout: '2 days',\n`)],
  },
  {
    name: 'goods-returned-only-when-cancelled',
    because: 'It has the cancellation in mind, and forgets that a part can fail by itself.',
    fails: 'goods-returned',
    hint: 3,
    edits: [importing('isCancellation'), edit(returned, `    if (isCancellation(error))\n  ${returned}`)],
  },
  {
    name: 'release-gives-up',
    because:
      'It tries the clean-up three times, so that it cannot hang; a seller that is away for hours keeps the goods.',
    fails: 'goods-returned',
    hint: 1,
    edits: [hurried],
  },
  {
    name: 'reason-of-the-clean-up',
    because: 'It takes the failure that came last for the reason, and that was one of the clean-up.',
    fails: 'goods-returned',
    hint: 3,
    edits: [
      hurried,
      edit(
        `${returned}    throw error;\n`,
        `    let last: unknown = error;
    await CancellationScope.nonCancellable(async () => {
      for (let isBack = false; !isBack; ) {
        try {
          await releaseStock({ orderId, sellerId, key });
          isBack = true;
        } catch (again) {
          last = again;
          await sleep('1 hour');
        }
      }
    });
    throw last;
`,
      ),
    ],
  },
  {
    name: 'released-when-shipped',
    because: 'It cleans up in a `finally`, which is also reached when nothing went wrong.',
    fails: 'goods-returned',
    hint: 3,
    edits: [edit(released, `  } finally {\n${returned}  }\n`)],
  },
  {
    name: 'warranty-ends-with-the-order',
    because: 'It leaves the parent close policy at its default, which is to terminate.',
    fails: 'warranty-lives',
    hint: 2,
    edits: [edit("    parentClosePolicy: 'ABANDON',\n", '')],
  },
  {
    name: 'warranty-only-asked-for',
    because: 'It ends the order in the same moment in which it asks for the warranty.',
    fails: 'warranty-lives',
    hint: 2,
    edits: [
      edit(warranted, '  startChild(warranty, {\n'),
      edit('sellers, warrantyId };', 'sellers, warrantyId: `warranty/${orderId}` };'),
    ],
  },
  {
    name: 'order-waits-for-the-warranty',
    because: 'It takes waiting for the start of a child for waiting for its end.',
    fails: 'warranty-lives',
    hint: 2,
    edits: [
      edit(warranted, '  await executeChild(warranty, {\n'),
      edit('sellers, warrantyId };', 'sellers, warrantyId: `warranty/${orderId}` };'),
    ],
  },
  {
    name: 'warranty-for-whole-orders',
    because: 'It takes an order in which one seller failed for an order that failed.',
    fails: 'warranty-if-shipped',
    hint: 3,
    edits: [edit('if (!sellers.some(', 'if (!sellers.every(')],
  },
  {
    name: 'warranty-for-nothing',
    because: 'It starts the warranty with every order that is paid.',
    fails: 'warranty-if-shipped',
    hint: 3,
    edits: [
      edit("  if (!sellers.some(({ status }) => status === 'shipped')) return { status: 'done', sellers };\n", ''),
    ],
  },
  {
    name: 'nothing-shipped-is-a-failure',
    because: 'It takes an order of which nothing could be shipped for an order that failed.',
    fails: 'warranty-if-shipped',
    hint: 2,
    edits: [
      edit(
        "=== 'shipped')) return { status: 'done', sellers };",
        "=== 'shipped')) throw ApplicationFailure.nonRetryable('nothing to send', 'NothingShipped');",
      ),
    ],
  },
];
