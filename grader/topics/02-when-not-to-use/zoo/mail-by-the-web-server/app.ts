import { mailRefund } from './activities';
import type { App, AppDeps } from './shared';
import * as workflows from './workflows';

export function createApp({ client, taskQueue, catalog, rates }: AppDeps): App {
  return {
    async getProduct(query) {
      return await catalog.get(query);
    },

    convertPrice({ cents, rate }) {
      return { cents: Math.round(cents * rate) };
    },

    async ingestTick(tick) {
      await rates.put(tick);
    },

    async refund({ orderId, cents }) {
      const { refundId } = await client.workflow.execute(workflows.refund, {
        taskQueue,
        workflowId: `refund-${orderId}`,
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [{ orderId, cents }],
      });
      await mailRefund({ orderId, refundId, key: orderId });
      return { refundId };
    },
  };
}
