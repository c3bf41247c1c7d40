import { proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import type { CheckoutOrder, CheckoutResult } from './shared';

export * from './new-process';

const { reserve, charge, ship } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 minute' },
});

export async function checkout({ orderId, card, cents, lines }: CheckoutOrder): Promise<CheckoutResult> {
  for (const { sku, quantity } of lines) await reserve({ orderId, sku, quantity, key: `${orderId}/${sku}` });
  await sleep('1 day');
  await charge({ orderId, card, cents, key: orderId });
  await ship({ orderId, key: orderId });
  return { orderId, status: 'shipped' };
}
