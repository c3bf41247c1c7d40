import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Refunded, RefundRequest } from './shared';

const { refundPayment, mailRefund } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function refund({ orderId, cents }: RefundRequest): Promise<Refunded> {
  const { refundId } = await refundPayment({ orderId, cents, key: workflowInfo().workflowId });
  await mailRefund({ orderId, refundId, key: workflowInfo().workflowId });
  return { refundId };
}
