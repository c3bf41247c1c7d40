import { mail, payments, rates, refusalsAreFinal } from '#world';
import type { Refunded, Tick } from './shared';

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

export async function storeRate({ pair, rate, at }: Tick): Promise<void> {
  await rates.put({ pair, rate, at });
}
