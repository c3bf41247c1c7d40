import { randomUUID } from 'node:crypto';
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
      return await client.workflow.execute(workflows.refund, {
        taskQueue,
        workflowId: `refund-${randomUUID()}`,
        args: [{ orderId, cents }],
      });
    },
  };
}
