import type { App, AppDeps } from './shared';
import * as workflows from './workflows';

export function createApp({ client, taskQueue, catalog }: AppDeps): App {
  return {
    async getProduct(query) {
      return await catalog.get(query);
    },

    convertPrice({ cents, rate }) {
      return { cents: Math.round(cents * rate) };
    },

    async ingestTick(tick) {
      await client.workflow.start(workflows.rateTick, {
        taskQueue,
        workflowId: `tick-${tick.pair}-${tick.at}`,
        args: [tick],
      });
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
