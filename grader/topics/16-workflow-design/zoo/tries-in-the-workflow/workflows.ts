import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
} from '@temporalio/workflow';
import type * as activities from './activities';
import { reasonOf } from './reason';
import type { MarketplaceOrder, OrderResult, SellerOrder, SellerOutcome } from './shared';

export const paid = defineSignal('paid');
export const changeAddress = defineUpdate<{ address: string }, [{ address: string }]>('changeAddress');

const once = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 1 },
});

const always = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '6 hours' },
});

const LONGEST_PAUSE_S = 6 * 60 * 60;

class Destination {
  address: string;
  isFixed = false;

  constructor(address: string) {
    this.address = address;
  }

  check(wanted: string): void {
    if (this.isFixed) throw ApplicationFailure.nonRetryable('The sellers have begun', 'AlreadyShipped');
    if (!/\S/.test(wanted)) throw ApplicationFailure.nonRetryable('Nobody lives there', 'BadAddress');
  }
}

class Goods {
  private readonly part: SellerOrder;
  private readonly key: string;

  constructor(part: SellerOrder) {
    this.part = part;
    this.key = `${part.orderId}/${part.sellerId}`;
  }

  async setAside(): Promise<void> {
    const { orderId, sellerId, items } = this.part;
    await insist(() => once.reserveStock({ orderId, sellerId, items, key: this.key }));
  }

  async ship(): Promise<{ trackingId: string }> {
    const { orderId, sellerId, address } = this.part;
    return await insist(() => once.shipParcel({ orderId, sellerId, address, key: this.key }));
  }

  async giveBack(): Promise<void> {
    const { orderId, sellerId } = this.part;
    await CancellationScope.nonCancellable(() => always.releaseStock({ orderId, sellerId, key: this.key }));
  }
}

export async function marketplaceOrder(order: MarketplaceOrder): Promise<OrderResult> {
  const { orderId } = order;
  const destination = new Destination(order.address);
  setHandler(paid, () => {
    destination.isFixed = true;
  });
  setHandler(
    changeAddress,
    (change: { address: string }) => {
      destination.address = change.address;
      return { address: change.address };
    },
    { validator: (change: { address: string }) => destination.check(change.address) },
  );
  if (!(await condition(() => destination.isFixed, '3 days'))) return { status: 'unpaid', sellers: [] };

  const runs = order.sellers.map(({ sellerId, items }) => {
    const started = startChild(sellerOrder, {
      args: [{ orderId, sellerId, items, address: destination.address }],
      workflowId: `order/${orderId}/seller/${sellerId}`,
    });
    return { sellerId, ended: started.then((child) => child.result()) };
  });
  await Promise.allSettled(runs.map(({ ended }) => ended));
  throwIfCancelled();

  const sellers: SellerOutcome[] = [];
  for (const { sellerId, ended } of runs) {
    sellers.push(
      await ended.then(
        (): SellerOutcome => ({ sellerId, status: 'shipped' }),
        (error: unknown): SellerOutcome => ({ sellerId, status: 'failed', reason: reasonOf(error) }),
      ),
    );
  }
  if (!sellers.some(({ status }) => status === 'shipped')) return { status: 'done', sellers };

  const { workflowId: warrantyId } = await CancellationScope.nonCancellable(() =>
    startChild(warranty, {
      args: [{ orderId }],
      workflowId: `warranty/${orderId}`,
      parentClosePolicy: 'ABANDON',
    }),
  );
  throwIfCancelled();
  return { status: 'done', sellers, warrantyId };
}

export async function sellerOrder(part: SellerOrder): Promise<{ trackingId: string }> {
  const goods = new Goods(part);
  try {
    await goods.setAside();
    await sleep('1 day');
    return await goods.ship();
  } catch (error) {
    await goods.giveBack();
    throw error;
  }
}

export async function warranty(_input: { orderId: string }): Promise<void> {
  await sleep('730 days');
}

/**
 * Tries until it works or is refused, for days if need be. A cancellation waits for the attempt that is under way, so
 * that its outcome is known, and then comes in the pause.
 */
async function insist<T>(attempt: () => Promise<T>): Promise<T> {
  for (let pauseSeconds = 1; ; pauseSeconds = Math.min(2 * pauseSeconds, LONGEST_PAUSE_S)) {
    throwIfCancelled();
    try {
      return await CancellationScope.nonCancellable(attempt);
    } catch (error) {
      if (!isOutage(error)) throw error;
    }
    await sleep(pauseSeconds * 1000);
  }
}

function isOutage(error: unknown): boolean {
  if (!(error instanceof ActivityFailure)) return false;
  return !(error.cause instanceof ApplicationFailure && error.cause.nonRetryable === true);
}

function throwIfCancelled(): void {
  if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('Cancelled');
}
