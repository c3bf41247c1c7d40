import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
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
      const workflowId = `refund-${orderId}`;
      try {
        return await client.workflow.execute(workflows.refund, {
          taskQueue,
          workflowId,
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          args: [{ orderId, cents }],
        });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        return await client.workflow.getHandle<typeof workflows.refund>(workflowId).result();
      }
    },
  };
}
