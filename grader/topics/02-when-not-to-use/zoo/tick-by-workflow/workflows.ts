import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Refunded, RefundRequest, Tick } from './shared';

const { refundPayment, mailRefund, storeRate } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export async function refund({ orderId, cents }: RefundRequest): Promise<Refunded> {
  const { refundId } = await refundPayment({ orderId, cents, key: orderId });
  await mailRefund({ orderId, refundId, key: orderId });
  return { refundId };
}

export async function rateTick(tick: Tick): Promise<void> {
  await storeRate(tick);
}
