// A refund that leaves the transfer to a child workflow.
import { condition, defineSignal, executeChild, proxyActivities, setHandler } from '@temporalio/workflow';
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
  setHandler(decide, (decision) => {
    decisions.push(decision);
  });

  await askApprover({ requestId, to: approver, key: `${requestId}/approver` });

  let escalated = false;
  const isDecided = () => decisions.length > 0;
  if (!(await condition(isDecided, '3 days'))) {
    escalated = true;
    await askManager({ requestId, to: manager, key: `${requestId}/manager` });
    await condition(isDecided, '4 days');
  }

  if (!decisions[0]?.approved) return { outcome: 'refused', by: decisions[0]?.by ?? 'timeout', escalated };
  const { reference } = await executeChild(transfer, { args: [{ requestId, cents, key: requestId }] });
  return { outcome: 'paid', by: decisions[0].by, escalated, reference };
}

export async function transfer(money: {
  requestId: string;
  cents: number;
  key: string;
}): Promise<{ reference: string }> {
  return await bankTransfer(money);
}
