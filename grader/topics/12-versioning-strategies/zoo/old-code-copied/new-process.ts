import { proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import type { CheckoutOrder, CheckoutResult } from './shared';

const { reserve, fraudCheck, charge, ship } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 minute' },
});

class NewProcess {
  constructor(private readonly order: CheckoutOrder) {}

  async run(): Promise<CheckoutResult> {
    const { orderId, customerId, card, cents } = this.order;
    if (!(await fraudCheck({ orderId, customerId, cents })).ok) return { orderId, status: 'refused' };
    const reserving = this.order.lines.map(({ sku, quantity }) =>
      reserve({ orderId, sku, quantity, key: `${orderId}/${sku}` }),
    );
    for (const line of reserving) await line;
    await sleep('1 day');
    await charge({ orderId, card, cents, key: orderId });
    await ship({ orderId, key: orderId });
    return { orderId, status: 'shipped' };
  }
}

export async function checkoutV2(order: CheckoutOrder): Promise<CheckoutResult> {
  return new NewProcess(order).run();
}
