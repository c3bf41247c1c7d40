import type { App, AppDeps, Refunded } from './shared';
import * as workflows from './workflows';

export function createApp({ client, taskQueue, catalog, rates }: AppDeps): App {
  const underWay = new Map<string, Promise<Refunded>>();

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
      const first = underWay.get(orderId);
      if (first) return await first;
      const run = client.workflow
        .execute(workflows.refund, { taskQueue, workflowId: `refund-${orderId}`, args: [{ orderId, cents }] })
        .finally(() => underWay.delete(orderId));
      underWay.set(orderId, run);
      return await run;
    },
  };
}
