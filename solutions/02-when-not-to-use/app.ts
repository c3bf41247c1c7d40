// Harbour's web server. It starts a workflow to read a product, to multiply two numbers and to note an exchange rate.
// The refund is the one thing that is none: yesterday the machine died after the payment, and the mail never went out.
// Goal: nothing is on Temporal that does not need it, and the refund is. Two clicks on "refund" pay once.
// Stays: the names and signatures of `createApp` and its four methods. More of what `createApp` is given is in shared.ts.
import type { App, AppDeps } from './shared';
import * as workflows from './workflows';

export function createApp({ client, taskQueue, catalog, rates }: AppDeps): App {
  return {
    // One read. If it fails, the visitor loads the page again: there is nothing half done.
    async getProduct(query) {
      return await catalog.get(query);
    },

    // The answer follows from the input. There is nothing to remember, and nothing that could fail.
    convertPrice({ cents, rate }) {
      return { cents: Math.round(cents * rate) };
    },

    // A tick that gets lost is out of date a millisecond later.
    async ingestTick(tick) {
      await rates.put(tick);
    },

    // From here on the server knows of the refund, and some worker will finish it, whatever happens to this machine.
    async refund({ orderId, cents }) {
      return await client.workflow.execute(workflows.refund, {
        taskQueue,
        // The order names the run. A click that comes while it is open joins it. One that comes later starts another
        // run, and that pays nothing: see the keys in workflows.ts.
        workflowId: `refund-${orderId}`,
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [{ orderId, cents }],
      });
    },
  };
}
