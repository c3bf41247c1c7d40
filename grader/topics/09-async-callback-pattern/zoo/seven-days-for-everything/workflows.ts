import {
  CancellationScope,
  condition,
  defineSignal,
  isCancellation,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
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

  let first: Decision | undefined;
  let escalated = false;
  setHandler(decide, (decision) => {
    first ??= decision;
  });
  const decided = () => first !== undefined;

  try {
    return await CancellationScope.withTimeout('7 days', async () => {
      await askApprover({ requestId, to: approver, key: `${requestId}/approver` });
      if (!(await condition(decided, '3 days'))) {
        escalated = true;
        await askManager({ requestId, to: manager, key: `${requestId}/manager` });
        await condition(decided);
      }
      const { approved, by } = first ?? { approved: false, by: 'timeout' };
      if (!approved) return { outcome: 'refused', by, escalated };
      const { reference } = await bankTransfer({ requestId, cents, key: requestId });
      return { outcome: 'paid', by, escalated, reference };
    });
  } catch (error) {
    if (!isCancellation(error)) throw error;
    return { outcome: 'refused', by: 'timeout', escalated };
  }
}
