// A refund that races a promise for the first decision with timers.
import { defineSignal, proxyActivities, setHandler, sleep, Trigger } from '@temporalio/workflow';
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

  const answer = new Trigger<Decision>();
  setHandler(decide, (decision) => answer.resolve(decision));
  await askApprover({ requestId, to: approver, key: `${requestId}/approver` });

  let decision = await Promise.race([answer, sleep('3 days')]);
  const escalated = !decision;
  if (escalated) {
    await askManager({ requestId, to: manager, key: `${requestId}/manager` });
    decision = await Promise.race([answer, sleep('4 days')]);
  }

  if (!decision) return { outcome: 'refused', by: 'timeout', escalated };
  const { approved, by } = decision;
  if (!approved) return { outcome: 'refused', by, escalated };
  return { outcome: 'paid', by, escalated, ...(await bankTransfer({ requestId, cents, key: requestId })) };
}
