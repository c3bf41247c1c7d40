// Three workflows that nobody needs, and room for the one that Harbour does.
// Goal: `refund` pays the money back, then mails the customer, and answers with the refund's id.
// Stays: the name `refund`, what it takes and what it answers. The options of the activities are right as they are.
import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Refunded, RefundRequest } from './shared';

const { refundPayment, mailRefund } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function refund({ orderId, cents }: RefundRequest): Promise<Refunded> {
  // The order is the key, not the click and not the run: whoever asks again, and however late, is told of the same refund.
  const { refundId } = await refundPayment({ orderId, cents, key: orderId });
  await mailRefund({ orderId, refundId, key: orderId });
  return { refundId };
}
