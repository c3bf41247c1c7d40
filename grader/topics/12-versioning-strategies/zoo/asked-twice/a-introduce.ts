import { patched, proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import { type CheckoutOrder, type CheckoutResult, FRAUD_CHECK } from './shared';

const { reserve, fraudCheck, charge, ship } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 minute' },
});

export async function checkout(order: CheckoutOrder): Promise<CheckoutResult> {
  const { orderId, customerId, card, cents } = order;
  let cleared = false;
  for (const [index, { sku, quantity }] of order.lines.entries()) {
    // The fraud desk looks at the order together with its first line.
    if (index === 0 && patched(FRAUD_CHECK)) cleared = (await fraudCheck({ orderId, customerId, cents })).ok;
    await reserve({ orderId, sku, quantity, key: `${orderId}/${sku}` });
  }
  await sleep('1 day');
  if (patched(FRAUD_CHECK) && !cleared) return { orderId, status: 'refused' };
  await charge({ orderId, card, cents, key: orderId });
  await ship({ orderId, key: orderId });
  return { orderId, status: 'shipped' };
}
