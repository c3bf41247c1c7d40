import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Product, Refunded, RefundRequest } from './shared';

const { readProduct, refundPayment, mailRefund } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export async function refund({ orderId, cents }: RefundRequest): Promise<Refunded> {
  const { refundId } = await refundPayment({ orderId, cents, key: orderId });
  await mailRefund({ orderId, refundId, key: orderId });
  return { refundId };
}

export async function productPage(query: { sku: string }): Promise<Product | null> {
  return await readProduct(query);
}
