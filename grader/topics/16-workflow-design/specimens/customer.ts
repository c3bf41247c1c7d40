import type { WrongSpecimen } from '../../../check/zoo.ts';
import { childId, edit, failed, importing, returned } from './edits.ts';

const deadline = "  if (!(await condition(() => isPaid, '3 days'))) return { status: 'unpaid', sellers: [] };\n";
const tooLate =
  "        if (isPaid) throw ApplicationFailure.nonRetryable('the parcels are being packed', 'AlreadyShipped');\n";

/** Ways to misread what the customer does: pays, moves, cancels. */
export const customer: readonly WrongSpecimen[] = [
  {
    name: 'change-without-effect',
    because: 'It accepts the change, and gives the children the address that the order began with.',
    fails: 'address-open',
    hint: 3,
    edits: [
      edit(
        'args: [{ orderId, sellerId, items, address }]',
        'args: [{ orderId, sellerId, items, address: order.address }]',
      ),
    ],
  },
  {
    name: 'three-days-from-each-change',
    because: 'It waits for the payment in a loop that a change of address wakes up, each time for three days.',
    fails: 'deadline-stays',
    hint: 3,
    edits: [
      edit(
        deadline,
        "  for (let known = address; !isPaid; known = address)\n    if (!(await condition(() => isPaid || address !== known, '3 days'))) return { status: 'unpaid', sellers: [] };\n",
      ),
    ],
  },
  {
    name: 'address-open-for-ever',
    because: 'It says yes to a change that can have no effect any more.',
    fails: 'address-closed',
    hint: 1,
    edits: [edit(tooLate, '')],
  },
  {
    name: 'cleanup-in-the-cancelled-scope',
    because: 'It calls an activity in the `catch` of a cancelled workflow, and the call fails before it begins.',
    fails: 'cancel-returned',
    hint: 2,
    edits: [
      edit(returned, '    await releaseStock({ orderId, sellerId, key });\n'),
      edit('  CancellationScope,\n', ''),
    ],
  },
  {
    name: 'shielded-only-when-cancelled',
    because:
      'It shields the clean-up of a cancelled part, and a cancellation that comes during another one stops that.',
    fails: 'cancel-failed',
    hint: 2,
    edits: [
      edit(
        returned,
        '    const release = () => releaseStock({ orderId, sellerId, key });\n    await (isCancellation(error) ? CancellationScope.nonCancellable(release) : release());\n',
      ),
      importing('isCancellation'),
    ],
  },
  {
    name: 'order-ends-before-its-sellers',
    because: 'It lets the first child that ends cancelled end the order, and with it the children that still clean up.',
    fails: 'cancel-waits',
    hint: 2,
    edits: [
      edit(
        '  await Promise.allSettled(parts.map(({ done }) => done));',
        '  await Promise.all(parts.map(({ done }) => done.catch(reasonOf)));',
      ),
    ],
  },
  {
    name: 'children-asked-and-left',
    because:
      'It takes it for enough that the children have been asked to cancel, and does not wait until they have done so.',
    fails: 'cancel-waits',
    hint: 2,
    edits: [edit(childId, `${childId}      cancellationType: 'TRY_CANCEL',\n`)],
  },
  {
    name: 'cancellation-listed-as-failure',
    because: 'It takes a cancellation of the order for a failure of its sellers, and the order is done.',
    fails: 'cancel-seen',
    hint: 3,
    edits: [
      importing('isCancellation'),
      edit(
        failed,
        "      const reason = isCancellation(error) ? 'Cancelled' : reasonOf(error);\n      sellers.push({ sellerId, status: 'failed', reason });\n",
      ),
    ],
  },
  {
    name: 'released-only-if-answered',
    because: 'It gives back what it knows to be reserved; a call whose answer was lost may have acted all the same.',
    fails: 'cancel-in-doubt',
    hint: 3,
    folder: true,
  },
  {
    name: 'cancelled-before-payment',
    because: 'It takes whatever ends the wait for the end of the three days.',
    fails: 'cancel-seen',
    hint: 3,
    edits: [edit("'3 days'))) return", "'3 days').catch(() => false))) return")],
  },
  {
    name: 'cancelled-if-all-were',
    because: 'It takes an order for cancelled if each seller was; one that had failed before was not.',
    fails: 'cancel-seen',
    hint: 3,
    folder: true,
  },
  {
    name: 'deadline-ignored',
    because: 'It waits three days, and does not ask what came of it.',
    fails: 'pay-in-time',
    hint: 1,
    edits: [edit(deadline, "  await condition(() => isPaid, '3 days');\n")],
  },
];
