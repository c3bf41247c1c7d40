import type { Client } from '@temporalio/client';
import type { Catalog, Rates } from '#world';
import type { App, AppDeps, Product, Refunded, RefundRequest, Tick } from './shared';
import type * as workflows from './workflows';

class Harbour implements App {
  readonly #client: Client;
  readonly #taskQueue: string;
  readonly #catalog: Catalog;
  readonly #rates: Rates;

  constructor({ client, taskQueue, catalog, rates }: AppDeps) {
    this.#client = client;
    this.#taskQueue = taskQueue;
    this.#catalog = catalog;
    this.#rates = rates;
  }

  getProduct({ sku }: { sku: string }): Promise<Product | null> {
    return this.#catalog.get({ sku });
  }

  convertPrice({ cents, rate }: { cents: number; rate: number }): { cents: number } {
    return { cents: Number((cents * rate).toFixed(0)) };
  }

  ingestTick({ at, pair, rate }: Tick): Promise<void> {
    return this.#rates.put({ at, pair, rate });
  }

  refund(request: RefundRequest): Promise<Refunded> {
    return this.#client.workflow.execute<typeof workflows.refund>('refund', {
      taskQueue: this.#taskQueue,
      workflowId: request.orderId,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [request],
    });
  }
}

export const createApp = (deps: AppDeps): App => new Harbour(deps);
