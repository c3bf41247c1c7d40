import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Refunded, RefundRequest } from './shared';

const { refundPayment } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function refund({ orderId, cents }: RefundRequest): Promise<Refunded> {
  const { refundId } = await refundPayment({ orderId, cents, key: orderId });
  return { refundId };
}
