// A marketplace order: one payment, one parcel from each seller, a warranty for two years. On Monday a seller had run
// out of stock, and the other two never shipped; on Tuesday a cancelled order kept three warehouses waiting.
// Goal: small workflows with clear borders. What happens to one seller, one order or one warranty stays there.
// Stays: names, types and the keys of what is called; three days to pay; a day of packing; a seller may wait for the
// carrier as long as it takes. An order that is cancelled ends as Canceled.
import {
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
  // TODO(you): a blank address is refused (`BadAddress`), and so is any once the order is paid (`AlreadyShipped`).
  setHandler(changeAddress, (change) => {
    address = change.address;
    return { address };
  });
  if (!(await condition(() => isPaid, '3 days'))) return { status: 'unpaid', sellers: [] };

  // TODO(you): each seller has a workflow of its own, and no seller waits for another. One that fails is listed as
  // failed, with the reason (reason.ts); the others ship. Two orders may use the same seller at the same time.
  const sellers: SellerOutcome[] = [];
  for (const { sellerId, items } of order.sellers) {
    await sellerOrder({ orderId, sellerId, items, address });
    sellers.push({ sellerId, status: 'shipped' });
  }
  if (!sellers.some(({ status }) => status === 'shipped')) return { status: 'done', sellers };

  // TODO(you): the warranty lives on when the order is done.
  const { workflowId: warrantyId } = await startChild(warranty, {
    args: [{ orderId }],
    workflowId: `warranty/${orderId}`,
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
    // TODO(you): what is not shipped goes back in any case, also when the order is cancelled while it is being packed,
    // or the seller cannot be reached for hours; and the order does not end before all of its sellers have done so.
    await releaseStock({ orderId, sellerId, key });
    throw error;
  }
}

/** Given. Repairs and returns are handled elsewhere; here it is only remembered how long. */
export async function warranty(_input: { orderId: string }): Promise<void> {
  await sleep('730 days');
}
