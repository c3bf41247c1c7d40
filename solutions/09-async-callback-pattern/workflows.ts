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
  // A signal can come at any moment, and twice. All of them are noted, in order, and only the first is ever looked at.
  setHandler(decide, (decision) => {
    decisions.push(decision);
  });

  await askApprover({ requestId, to: approver, key: `${requestId}/approver` });

  // What came meanwhile is still in the list, and then this wait is over at once. It says false when time was up.
  let escalated = false;
  const isDecided = () => decisions.length > 0;
  if (!(await condition(isDecided, '3 days'))) {
    escalated = true;
    await askManager({ requestId, to: manager, key: `${requestId}/manager` });
    await condition(isDecided, '4 days');
  }

  if (!decisions[0]?.approved) return { outcome: 'refused', by: decisions[0]?.by ?? 'timeout', escalated };
  const { reference } = await bankTransfer({ requestId, cents, key: requestId });
  return { outcome: 'paid', by: decisions[0].by, escalated, reference };
}
