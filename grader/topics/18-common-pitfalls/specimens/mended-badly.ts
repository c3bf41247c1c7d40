import type { WrongSpecimen } from '../../../check/zoo.ts';
import { label, limit, question, reason, refund, shield, start, statusHandler, workflow } from './edits.ts';

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
    name: 'label-not-shielded',
    because: 'The cancellation goes on as it should, and the clean-up is cancelled with it.',
    fails: 'given-up',
    hint: 3,
    edits: [workflow(shield, 'await voidLabel({ returnId, key: returnId });'), workflow('  CancellationScope,\n', '')],
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
];
