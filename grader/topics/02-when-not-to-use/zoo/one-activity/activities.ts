import { mail, payments, refusalsAreFinal } from '#world';
import type { Refunded, RefundRequest } from './shared';

export async function refundPayment({
  cents,
  key,
}: {
  orderId: string;
  cents: number;
  key: string;
}): Promise<Refunded> {
  return await refusalsAreFinal(payments.refund({ key, cents }));
}

export async function mailRefund({
  orderId,
  refundId,
  key,
}: {
  orderId: string;
  refundId: string;
  key: string;
}): Promise<void> {
  const text = `The refund ${refundId} of your order ${orderId} is on its way.`;
  await refusalsAreFinal(mail.send({ key, to: `buyer-of-${orderId}`, subject: 'Your refund', text }));
}

export async function payAndMail({ orderId, cents }: RefundRequest): Promise<Refunded> {
  const { refundId } = await refundPayment({ orderId, cents, key: orderId });
  await mailRefund({ orderId, refundId, key: orderId });
  return { refundId };
}
