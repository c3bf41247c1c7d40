import type { App, AppDeps } from './shared';
import * as workflows from './workflows';

export function createApp({ client, taskQueue, catalog, rates }: AppDeps): App {
  const last = new Map<string, Promise<void>>();

  return {
    async getProduct(query) {
      return await catalog.get(query);
    },

    convertPrice({ cents, rate }) {
      return { cents: Math.round(cents * rate) };
    },

    async ingestTick(tick) {
      const before = last.get(tick.pair) ?? Promise.resolve();
      const stored = before.catch(() => undefined).then(() => rates.put(tick));
      last.set(tick.pair, stored);
      await stored;
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
