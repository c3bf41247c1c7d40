// A marketplace order: one payment, one parcel from each seller, a warranty for two years. On Monday a seller had run
// out of stock, and the other two never shipped; on Tuesday a cancelled order kept three warehouses waiting.
// Goal: small workflows with clear borders. What happens to one seller, one order or one warranty stays there.
// Stays: names, types and the keys of what is called; three days to pay; a day of packing; a seller may wait for the
// carrier as long as it takes. An order that is cancelled ends as Canceled.
import {
  ApplicationFailure,
  CancellationScope,
  condition,
  defineSignal,
  defineUpdate,
  executeChild,
  isCancellation,
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

const { reserveStock, releaseStock, shipParcel } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '6 hours' },
});

export async function marketplaceOrder(order: MarketplaceOrder): Promise<OrderResult> {
  const { orderId } = order;
  let { address } = order;
  let isPaid = false;
  setHandler(paid, () => {
    isPaid = true;
  });
  setHandler(
    changeAddress,
    (change) => {
      address = change.address;
      return { address };
    },
    {
      // Says no before anything happens: the customer hears it at once, and the history has no trace of it.
      validator: (change) => {
        if (isPaid) throw ApplicationFailure.nonRetryable('the parcels are being packed', 'AlreadyShipped');
        if (change.address.trim() === '') throw ApplicationFailure.nonRetryable('no address', 'BadAddress');
      },
    },
  );
  if (!(await condition(() => isPaid, '3 days'))) return { status: 'unpaid', sellers: [] };

  // A child for each seller, named after both: a seller has many orders, and an order has many sellers.
  const parts = order.sellers.map(({ sellerId, items }) => ({
    sellerId,
    done: executeChild(sellerOrder, {
      args: [{ orderId, sellerId, items, address }],
      workflowId: `seller-order/${orderId}/${sellerId}`,
    }),
  }));
  // Wait for all before looking at one. Whatever ends the order ends its children, so a cancellation may not end it
  // before the last of them has cleaned up.
  await Promise.allSettled(parts.map(({ done }) => done));
  const failures = await Promise.all(
    parts.map(({ done }) =>
      done.then(
        () => undefined,
        (error: unknown) => error,
      ),
    ),
  );
  // The order was cancelled if all of its sellers were.
  if (failures.every(isCancellation)) throw failures[0];
  const sellers: SellerOutcome[] = [];
  for (const { sellerId, done } of parts) {
    try {
      await done;
      sellers.push({ sellerId, status: 'shipped' });
    } catch (error) {
      sellers.push({ sellerId, status: 'failed', reason: isCancellation(error) ? 'Cancelled' : reasonOf(error) });
    }
  }
  if (!sellers.some(({ status }) => status === 'shipped')) return { status: 'done', sellers };

  // By default the children of a workflow that ends are terminated with it. The `await` is needed as well: a child that
  // was only asked for does not exist yet.
  const { workflowId: warrantyId } = await startChild(warranty, {
    args: [{ orderId }],
    workflowId: `warranty/${orderId}`,
    parentClosePolicy: 'ABANDON',
  });
  return { status: 'done', sellers, warrantyId };
}

/** One seller's part of an order; meant to run as a workflow of its own. */
export async function sellerOrder({ orderId, sellerId, items, address }: SellerOrder): Promise<{ trackingId: string }> {
  const key = `${orderId}/${sellerId}`;
  try {
    await reserveStock({ orderId, sellerId, items, key });
    await sleep('1 day');
    return await shipParcel({ orderId, sellerId, address, key });
  } catch (error) {
    // A cancelled workflow can call no activity any more, except in a scope that the cancellation does not enter.
    await CancellationScope.nonCancellable(() => releaseStock({ orderId, sellerId, key }));
    throw error;
  }
}

/** Given. Repairs and returns are handled elsewhere; here it is only remembered how long. */
export async function warranty(_input: { orderId: string }): Promise<void> {
  await sleep('730 days');
}
