// Given: version 1 of the checkout, which Harbour has run until today. Hundreds of orders are in the middle of it:
// some being reserved, some in their waiting day, some being charged or shipped. Nothing to edit here.
import { proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import type { CheckoutOrder, CheckoutResult } from './shared';

const { reserve, charge, ship } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 minute' },
});

export async function checkout(order: CheckoutOrder): Promise<CheckoutResult> {
  const { orderId, card, cents } = order;
  for (const { sku, quantity } of order.lines) {
    await reserve({ orderId, sku, quantity, key: `${orderId}/${sku}` });
  }
  await sleep('1 day');
  await charge({ orderId, card, cents, key: orderId });
  await ship({ orderId, key: orderId });
  return { orderId, status: 'shipped' };
}
