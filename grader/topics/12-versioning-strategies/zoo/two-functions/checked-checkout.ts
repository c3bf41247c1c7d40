import { proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import type { CheckoutOrder, CheckoutResult } from './shared';

const { reserve, fraudCheck, charge, ship } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 minute' },
});

export async function checkedCheckout(order: CheckoutOrder): Promise<CheckoutResult> {
  const { orderId, customerId, card, cents } = order;
  for (const { sku, quantity } of order.lines) {
    await reserve({ orderId, sku, quantity, key: `${orderId}/${sku}` });
  }
  await sleep('1 day');
  const { ok } = await fraudCheck({ orderId, customerId, cents });
  if (!ok) return { orderId, status: 'refused' };
  await charge({ orderId, card, cents, key: orderId });
  await ship({ orderId, key: orderId });
  return { orderId, status: 'shipped' };
}
