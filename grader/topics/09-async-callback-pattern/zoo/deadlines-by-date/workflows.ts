// A refund with deadlines of its own, in a class.
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

  const desk = new Desk();
  setHandler(decide, (decision) => desk.hear(decision));
  await askApprover({ requestId, to: approver, key: `${requestId}/approver` });
  await desk.waitUntilDay(3);
  const escalated = desk.heard === undefined;
  if (escalated) {
    await askManager({ requestId, to: manager, key: `${requestId}/manager` });
    await desk.waitUntilDay(7);
  }
  const { approved, by } = desk.heard ?? { approved: false, by: 'timeout' };
  if (!approved) return { outcome: 'refused', by, escalated };
  const { reference } = await bankTransfer({ requestId, cents, key: `${requestId}/transfer` });
  return { outcome: 'paid', by, escalated, reference };
}

class Desk {
  private readonly opened = Date.now();
  heard: Decision | undefined;

  hear(decision: Decision): void {
    this.heard ??= decision;
  }

  async waitUntilDay(day: number): Promise<void> {
    const left = this.opened + day * 86_400_000 - Date.now();
    if (left > 0) await condition(() => this.heard !== undefined, left);
  }
}
