import { executeChild, patched, proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import { type CheckoutOrder, type CheckoutResult, FRAUD_CHECK } from './shared';

const { reserve, fraudCheck, charge, ship } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 minute' },
});

export async function screening({ orderId, customerId, cents }: CheckoutOrder): Promise<boolean> {
  const { ok } = await fraudCheck({ orderId, customerId, cents });
  return ok;
}

export async function checkout(order: CheckoutOrder): Promise<CheckoutResult> {
  const { orderId, card, cents } = order;
  for (const { sku, quantity } of order.lines) {
    await reserve({ orderId, sku, quantity, key: `${orderId}/${sku}` });
  }
  await sleep('1 day');
  const passed = !patched(FRAUD_CHECK) || (await executeChild(screening, { args: [order] }));
  if (!passed) return { orderId, status: 'refused' };
  await charge({ orderId, card, cents, key: orderId });
  await ship({ orderId, key: orderId });
  return { orderId, status: 'shipped' };
}
