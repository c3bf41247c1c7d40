import type { App, AppDeps, Tick } from './shared';
import * as workflows from './workflows';

export function createApp({ client, taskQueue, catalog, rates }: AppDeps): App {
  const writing = new Set<string>();
  const waiting = new Map<string, Tick>();

  return {
    async getProduct(query) {
      return await catalog.get(query);
    },

    convertPrice({ cents, rate }) {
      return { cents: Math.round(cents * rate) };
    },

    async ingestTick(tick) {
      if (writing.has(tick.pair)) {
        waiting.set(tick.pair, tick);
        return;
      }
      writing.add(tick.pair);
      try {
        for (let next: Tick | undefined = tick; next; next = waiting.get(tick.pair)) {
          waiting.delete(tick.pair);
          await rates.put(next);
        }
      } finally {
        writing.delete(tick.pair);
      }
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
