// Harbour pays refunds up to 500 euros at once. Above that somebody has to agree, and then the bank moves the money.
// One approver was so quick that nobody heard him, another one thought again when the money was gone, and 31 refunds
// wait since summer for people on holiday.
// Goal: the first decision counts, whoever sends it and whenever it comes, and no refund waits longer than seven days
// for one.
// Stays: names and types, the amounts, the key of the order, the time limits of the activities.
import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Decision, RefundDecision, RefundRequest } from './shared';

const { askApprover, askManager, payRefund } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

// The bank takes up to five days.
const { bankTransfer } = proxyActivities<typeof activities>({ startToCloseTimeout: '6 days' });

export const decide = defineSignal<[Decision]>('decide');

export async function approveRefund(request: RefundRequest): Promise<RefundDecision> {
  const { requestId, cents, approver, manager } = request;
  if (cents <= 50_000) {
    const { reference } = await payRefund({ requestId, cents, key: requestId });
    return { outcome: 'paid', by: 'auto', escalated: false, reference };
  }

  const decisions: Decision[] = [];
  // TODO(you): the first decision counts; whatever is sent after it changes nothing.
  setHandler(decide, (decision) => {
    decisions.unshift(decision);
  });

  await askApprover({ requestId, to: approver, key: `${requestId}/approver` });
  // TODO(you): a decision that is here before the question is out counts like any other.
  decisions.length = 0;

  // TODO(you): without a decision for three days, the manager is asked as well (`askManager`, once; the refund is then
  // `escalated`). Without one for seven days in all, it is refused, by 'timeout'.
  const escalated = false;
  await condition(() => decisions.length > 0);

  if (!decisions[0]?.approved) return { outcome: 'refused', by: decisions[0]?.by ?? manager, escalated };
  const { reference } = await bankTransfer({ requestId, cents, key: requestId });
  return { outcome: 'paid', by: decisions[0].by, escalated, reference };
}
