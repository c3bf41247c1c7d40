// Part C. Another team took another way: not a step more, but a new process. The fraud desk is asked first, then all
// lines are reserved at once. They wrote it over the old `checkout`, and orders of version 1 (v1.ts) are still open.
// Goal: open orders stay on the process they began with; orders that begin from now on take the new one (router.ts).
// What must stay: the name `checkout` for the process of version 1. The new one is called `checkoutV2`.
import { proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import type { CheckoutOrder, CheckoutResult } from './shared';

const { reserve, fraudCheck, charge, ship } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 minute' },
});

// A history names its workflow type, so the old code must stay reachable under the old name until its last order is done.
export { checkout } from './v1';

export async function checkoutV2(order: CheckoutOrder): Promise<CheckoutResult> {
  const { orderId, customerId, card, cents } = order;
  const { ok } = await fraudCheck({ orderId, customerId, cents });
  if (!ok) return { orderId, status: 'refused' };
  await Promise.all(
    order.lines.map(({ sku, quantity }) => reserve({ orderId, sku, quantity, key: `${orderId}/${sku}` })),
  );
  await sleep('1 day');
  await charge({ orderId, card, cents, key: orderId });
  await ship({ orderId, key: orderId });
  return { orderId, status: 'shipped' };
}
