// Harbour's web server. It starts a workflow to read a product, to multiply two numbers and to note an exchange rate.
// The refund is the one thing that is none: yesterday the machine died after the payment, and the mail never went out.
// Goal: nothing is on Temporal that does not need it, and the refund is. Two clicks on "refund" pay once.
// Stays: the names and signatures of `createApp` and its four methods. More of what `createApp` is given is in shared.ts.
import { randomUUID } from 'node:crypto';
import { mailRefund, refundPayment } from './activities';
import type { App, AppDeps } from './shared';
import * as workflows from './workflows';

export function createApp({ client, taskQueue }: AppDeps): App {
  return {
    // TODO(you): a visitor who looks at a product, converts a price or sends a tick starts no workflow.
    async getProduct(query) {
      return await client.workflow.execute(workflows.productPage, {
        taskQueue,
        workflowId: randomUUID(),
        args: [query],
      });
    },

    async convertPrice(query) {
      return await client.workflow.execute(workflows.foreignPrice, {
        taskQueue,
        workflowId: randomUUID(),
        args: [query],
      });
    },

    async ingestTick(tick) {
      await client.workflow.execute(workflows.rateTick, { taskQueue, workflowId: randomUUID(), args: [tick] });
    },

    // TODO(you): a refund that has begun is finished, also when this machine dies in the middle of it.
    // TODO(you): a second click on an order, in the same second or next month, whatever amount it names, pays nothing,
    // and gets the answer of the first.
    async refund({ orderId, cents }) {
      const { refundId } = await refundPayment({ orderId, cents, key: randomUUID() });
      await mailRefund({ orderId, refundId, key: randomUUID() });
      return { refundId };
    },
  };
}
