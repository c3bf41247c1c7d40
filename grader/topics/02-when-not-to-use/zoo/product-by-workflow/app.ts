import type { App, AppDeps } from './shared';
import * as workflows from './workflows';

export function createApp({ client, taskQueue, rates }: AppDeps): App {
  return {
    async getProduct(query) {
      return await client.workflow.execute(workflows.productPage, {
        taskQueue,
        workflowId: `product-${query.sku}`,
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [query],
      });
    },

    convertPrice({ cents, rate }) {
      return { cents: Math.round(cents * rate) };
    },

    async ingestTick(tick) {
      await rates.put(tick);
    },

    async refund({ orderId, cents }) {
      return await client.workflow.execute(workflows.refund, {
        taskQueue,
        workflowId: `refund-${orderId}`,
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [{ orderId, cents }],
      });
    },
  };
}
