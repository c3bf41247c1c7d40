import { isDeepStrictEqual } from 'node:util';
import { type Check, check, finding, holds } from '../../../check/check.ts';
import { sayDuration } from '../../../lab/duration.ts';
import { openTimers } from '../../../lab/still-open.ts';
import { askFor, drawDecision, drawRefund, lettersTo, quiet, sayEnd } from './refund.ts';

export const smallRefund: Check = check('small-refund', 'a refund of 500 euros needs nobody', async ({ lab }) => {
  const refund = drawRefund(lab, 50_000);
  const reference = lab.draw.id('payment');
  lab.world.knows('payments.refund', () => ({ refundId: reference }));
  lab.did = 'Asked for a refund of exactly 50000 cents.';
  const run = await lab.start('approveRefund', refund);
  const outcome = await run.settle();
  const letters = lettersTo(lab, refund.approver).length;
  const expected = { outcome: 'paid', by: 'auto', escalated: false, reference };
  const right = outcome.status === 'completed' && isDeepStrictEqual(outcome.result, expected);
  const paid = lab.ledger.calls('payments.refund').map(({ args }) => args.cents);
  if (right && letters === 0 && paid.join() === '50000') return holds;
  return finding({
    did: lab.did,
    saw:
      letters > 0
        ? 'The approver was asked.'
        : `Paid at once, in cents: ${paid.join(', ') || 'nothing'}. \`approveRefund\` ${sayEnd(outcome)}. The right answer was ${JSON.stringify(expected)}.`,
    why: 'Most refunds are small. Each question that need not be asked makes the others slower to be answered.',
    read: '#in-the-exercise',
    evidence: run,
  });
});

export const refused: Check = check(
  'refused',
  'a refund that somebody refuses is refused, and not paid',
  async ({ lab }) => {
    const refund = drawRefund(lab, 50_001);
    const decision = drawDecision(lab, false);
    lab.did = `Asked for a refund of 50001 cents; ${decision.by}, who is neither the approver nor the manager, refused it.`;
    const run = await askFor(lab, refund);
    await run.signal('decide', decision);
    await quiet(lab, run);
    const outcome = await run.outcome();
    const [timer] = outcome.status === 'unfinished' ? openTimers(await run.history()) : [];
    const letters = lettersTo(lab, refund.approver).length;
    const paid = lab.ledger.calls(/^(?:bank|payments)/).length;
    const expected = { outcome: 'refused', by: decision.by, escalated: false };
    const right = outcome.status === 'completed' && isDeepStrictEqual(outcome.result, expected);
    if (right && letters === 1 && paid === 0) return holds;
    return finding({
      did: lab.did,
      saw:
        letters === 0
          ? 'The approver was never asked.'
          : paid > 0
            ? 'Somebody was told to pay all the same.'
            : `\`approveRefund\` ${timer ? `had got the decision, and went on waiting for a timer (${sayDuration(timer.ms)})` : sayEnd(outcome)}. The right answer was ${JSON.stringify(expected)}.`,
      why: 'Whoever sends a decision has decided. A refusal is an answer like an approval: it ends the waiting at once, and the record has to say whose it was.',
      read: '#in-the-exercise',
      evidence: run,
    });
  },
);
