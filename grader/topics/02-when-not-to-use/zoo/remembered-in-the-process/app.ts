import { randomUUID } from 'node:crypto';
import type { App, AppDeps, Refunded } from './shared';
import * as workflows from './workflows';

const refunds = new Map<string, Promise<Refunded>>();

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
      const known = refunds.get(orderId);
      if (known) return await known;
      const workflowId = `refund-${randomUUID()}`;
      const begun = client.workflow.execute(workflows.refund, { taskQueue, workflowId, args: [{ orderId, cents }] });
      refunds.set(orderId, begun);
      return await begun;
    },
  };
}
