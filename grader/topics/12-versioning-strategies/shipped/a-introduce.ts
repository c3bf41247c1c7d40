// Part A. Until today Harbour ran the checkout in v1.ts. From today on an order is shown to the fraud desk before its
// card is charged, and a refused one is neither charged nor shipped. For new orders this file does that already.
// Goal: deploy it while orders of version 1 are open, without breaking one of them. It doesn't matter which of these
// are still checked, as long as each goes through the old process or the new one, whole.
// What must stay: the name `checkout`, and what a new order goes through; when before the charge the desk is asked is up
// to you. A name for the change lies ready: `FRAUD_CHECK` (shared.ts).
import { proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import type { CheckoutOrder, CheckoutResult } from './shared';

const { reserve, fraudCheck, charge, ship } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 minute' },
});

export async function checkout(order: CheckoutOrder): Promise<CheckoutResult> {
  const { orderId, customerId, card, cents } = order;
  for (const { sku, quantity } of order.lines) {
    await reserve({ orderId, sku, quantity, key: `${orderId}/${sku}` });
  }
  await sleep('1 day');

  // TODO(you): an order that version 1 has already taken past this point must get through unharmed.
  const { ok } = await fraudCheck({ orderId, customerId, cents });
  if (!ok) return { orderId, status: 'refused' };

  await charge({ orderId, card, cents, key: orderId });
  await ship({ orderId, key: orderId });
  return { orderId, status: 'shipped' };
}
