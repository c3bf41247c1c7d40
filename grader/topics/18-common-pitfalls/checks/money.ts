import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import { drawReturn, handleReturn, isDown, lastEvent, listOf, resultOf, sayEnd, sorted } from './return.ts';

export const damagedItem = check(
  'damaged-item',
  'an item that is refused leaves the other items and the refund alone',
  async ({ lab }) => {
    const request = drawReturn(lab);
    const skus = request.items.map(({ sku }) => sku);
    const damaged = lab.draw.pick([skus[0], skus[1]]) ?? '';
    const others = sorted(skus.filter((sku) => sku !== damaged));
    lab.world.refuses('returns.restock', 'Damaged', ({ args }) => args.sku === damaged);
    const late = lab.draw.pick(others as [string, ...string[]]);
    isDown(lab, 'returns.restock', 9, ({ args }) => args.sku === late);
    const tried = new Set<unknown>([late]);
    lab.world.on('returns.restock', ({ args: { sku } }) => {
      const isFirst = !tried.has(sku);
      tried.add(sku);
      return isFirst ? { kind: 'outage' } : undefined;
    });
    lab.did = `Sent back ${listOf(skus)}; the warehouse refused ${damaged} (Damaged), could not be reached for minutes about ${late}, and took what else there was at the second try.`;
    const { run, outcome } = await handleReturn(lab, request);
    const { status, restocked, failed } = resultOf(outcome);
    const shelved = sorted(lab.ledger.effects('returns.restock').map(({ args }) => args.sku));
    const told = status === 'refunded' && same(sorted(restocked), others) && same(sorted(failed), [damaged]);
    const paid = lab.ledger.effects('payments.refund').length;
    const order = lab.ledger.rows.map(({ operation }) => operation);
    const inOrder = order.indexOf('payments.refund') > order.lastIndexOf('returns.restock');
    const right = told && same(shelved, others) && paid === 1;
    if (right && inOrder) return await allDamaged(lab);
    if (right)
      return finding({
        did: lab.did,
        saw: `The bank was asked for the refund before ${listOf(others)} were on the shelf.`,
        why: 'The promise says which comes first, and a repair should not turn it around: whoever pays before the warehouse has answered can’t take it back.',
        read: '#one-failure-took-all',
        evidence: run,
      });
    const writtenOff = others.filter((sku) => sorted(failed).includes(sku));
    if (writtenOff.length > 0)
      return finding({
        did: lab.did,
        saw: `\`handleReturn\` listed ${listOf(writtenOff)} as failed. The warehouse had refused ${damaged} alone.`,
        why: 'No answer is not a refusal. What is listed as failed is written off and stays in a corner, while the warehouse would have taken it a few minutes later; the workflow has all the time there is.',
        read: '#one-failure-took-all',
        evidence: run,
        decisive: await lastEvent(run),
      });
    const saw = !told
      ? `\`handleReturn\` ${sayEnd(outcome)}.`
      : paid !== 1
        ? 'The result is right, and nothing was refunded.'
        : `The result is right, and the warehouse has restocked ${listOf(shelved)}.`;
    return finding({
      did: lab.did,
      saw,
      why: 'Things that are done side by side fail one by one. The first failure is not news about the others: they go on in the warehouse while the return has already ended without their answers, and the customer’s money stays where it is.',
      read: '#one-failure-took-all',
      evidence: run,
      decisive: await lastEvent(run),
    });
  },
);

/** A return of which the warehouse takes nothing. */
async function allDamaged(lab: Lab) {
  const request = drawReturn(lab, 'return-2');
  const skus = request.items.map(({ sku }) => sku);
  lab.world.refuses('returns.restock', 'Damaged', ({ args }) => skus.includes(String(args.sku)));
  lab.did = `Sent back ${listOf(skus)}; the warehouse refused each of them (Damaged).`;
  const before = lab.ledger.effects('payments.refund').length;
  const { run, outcome } = await handleReturn(lab, request);
  const { status, failed } = resultOf(outcome);
  const isPaid = lab.ledger.effects('payments.refund').length > before;
  if (status === 'refunded' && isPaid && same(sorted(failed), sorted(skus))) return holds;
  return finding({
    did: lab.did,
    saw: `\`handleReturn\` ${sayEnd(outcome)}${isPaid ? '' : ', and nothing was refunded'}.`,
    why: 'Whether a thing can be sold again and whether its price is given back are two questions, asked of two services. What the warehouse says about the goods takes no money from the customer: only the bank can refuse a refund.',
    read: '#one-failure-took-all',
    evidence: run,
    decisive: await lastEvent(run),
  });
}

export const closedAccount = check(
  'closed-account',
  'a closed account closes the return as refused, and no other refusal does',
  async ({ lab }) => {
    const other = lab.draw.pick(['OverLimit', 'CurrencyUnknown', 'UnderReview']);
    const [first, second] = [drawReturn(lab, 'return-1'), drawReturn(lab, 'return-2')];
    lab.world.on('payments.refund', ({ args }) => ({
      kind: 'refuse',
      code: args.cents === first.cents ? 'AccountClosed' : other,
    }));
    lab.did = 'The parcel was back; the bank refused the refund: AccountClosed.';
    const closed = await handleReturn(lab, first);
    const why =
      'The reason of an activity’s failure is not what the workflow catches first: it is wrapped, and a question about the wrapping never comes true. Every customer who has changed banks becomes a failed workflow, although the code has an answer for them.';
    if (resultOf(closed.outcome).status !== 'refused')
      return finding({
        did: lab.did,
        saw: `\`handleReturn\` ${sayEnd(closed.outcome)}.`,
        why,
        read: '#the-catch-never-matches',
        evidence: closed.run,
        decisive: await lastEvent(closed.run),
      });
    lab.did = `The parcel was back; the bank refused the refund: ${other}.`;
    const { run, outcome } = await handleReturn(lab, second);
    if (outcome.status === 'failed' && failureTypes(outcome.failure).includes(other)) return holds;
    const failed = outcome.status === 'failed';
    return finding({
      did: lab.did,
      saw: `\`handleReturn\` ${sayEnd(outcome)}${failed ? `, and ${other} is nowhere in its failure` : ''}.`,
      why: failed
        ? 'Whoever looks after failed returns goes by the type of the failure. Another failure that is thrown in its place takes the bank’s word for it away.'
        : 'There is an answer for AccountClosed, and none for this. A refusal that nobody has thought of looks like one that was dealt with: the customer waits for the money, and no alarm rings.',
      read: '#the-catch-never-matches',
      evidence: run,
      decisive: await lastEvent(run),
    });
  },
);

export const refundedOnce = check(
  'refunded-once',
  'every return is refunded once, also when the bank’s answer gets lost',
  async ({ lab }) => {
    const first = drawReturn(lab, 'return-1');
    // Two parcels with the same things in them: only the return tells them apart.
    const second = { ...first, returnId: drawReturn(lab, 'return-2').returnId };
    lab.world.losesAnswer('payments.refund', 1);
    lab.did = `Sent back two parcels of ${first.orderId}, with the same things in them. The bank paid the first refund, and the connection broke before its answer.`;
    const paid = () => lab.ledger.effects('payments.refund').length;
    const both = [];
    for (const request of [first, second]) {
      const before = paid();
      const { run, outcome } = await handleReturn(lab, request);
      both.push({ ...request, times: paid() - before, run, outcome });
    }
    const worst = both.find(({ times, outcome }) => times !== 1 || resultOf(outcome).status !== 'refunded');
    if (!worst) return holds;
    const { returnId, cents, times, run, outcome } = worst;
    return finding({
      did: lab.did,
      saw:
        times === 1
          ? `The ${cents} cents of ${returnId} were paid, and \`handleReturn\` ${sayEnd(outcome)}.`
          : `The ${cents} cents of ${returnId} were ${times === 0 ? 'never paid' : times === 2 ? 'paid twice' : `paid ${times} times`}.`,
      why: 'An attempt whose answer is lost has failed, as far as Temporal knows, and is made again. Only the bank can tell that both mean the same payment, and it goes by the key. Two returns, on the other hand, are two payments.',
      read: '#it-happened-twice',
      evidence: run,
    });
  },
);

function same(some: readonly string[], others: readonly string[]): boolean {
  return some.join('\n') === others.join('\n');
}
