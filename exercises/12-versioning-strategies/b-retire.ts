// Part B. Some weeks later. This is version 2, as Harbour has run it since (your part A may look different: histories
// here were recorded with this one). You are told that no order of version 1 is open any more, nor kept for queries.
// Goal: version 3. The old way is gone, and orders that version 2 began still finish. It records that the change is on
// its way out, so that one day, when no order of version 2 is left either, the last trace of it can be removed.
// What must stay: the name `checkout`, and what an order goes through.
import { patched, proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import { type CheckoutOrder, type CheckoutResult, FRAUD_CHECK } from './shared';

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

  // TODO(you): every order is checked here now; the histories of version 2 must still fit.
  if (patched(FRAUD_CHECK)) {
    const { ok } = await fraudCheck({ orderId, customerId, cents });
    if (!ok) return { orderId, status: 'refused' };
  }

  await charge({ orderId, card, cents, key: orderId });
  await ship({ orderId, key: orderId });
  return { orderId, status: 'shipped' };
}
