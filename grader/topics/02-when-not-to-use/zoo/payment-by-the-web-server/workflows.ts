import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Refunded } from './shared';

const { mailRefund } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function refund({ orderId, refundId }: Refunded & { orderId: string }): Promise<Refunded> {
  await mailRefund({ orderId, refundId, key: orderId });
  return { refundId };
}
