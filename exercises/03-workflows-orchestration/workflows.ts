// Harbour fulfils an order: price, charge, pack every item, wait for the pick-up, ship, invoice, notify; each step
// begins when the one before it is done. Yesterday a half-empty parcel left, and an empty order has hung since Monday.
// Goal: nothing leaves before it is packed, a hopeless order ends, and the history tells all that happened.
// Stays: names and types; items may be packed one by one or together; the pick-up may come early, or after weeks.
import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import { priceOrder } from './pricing';
import type { Order, Receipt } from './shared';

const { chargeCard, packItem, shipParcel, sendInvoice, notify } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

/** Sent when the boxes of an order were picked up from the packing tables. */
export const pickedUp = defineSignal('pickedUp');

export async function fulfilOrder(order: Order): Promise<Receipt> {
  const { orderId, email, card, gift, items } = order;
  let isPickedUp = false;
  setHandler(pickedUp, () => {
    isPickedUp = true;
  });

  // TODO(you): an order without items ends as failed, with the type EmptyOrder, before anything is done for it.
  if (items.length === 0) throw new Error('EmptyOrder');

  // TODO(you): an order keeps the price of the day it was placed; the history says which.
  const { totalCents } = await priceOrder(order);
  await chargeCard({ orderId, card, cents: totalCents, key: `${orderId}/charge` });

  // TODO(you): nothing is shipped before every item is packed.
  const packed: string[] = [];
  items.forEach(async ({ sku, quantity }) => {
    const box = await packItem({ orderId, sku, quantity, key: `${orderId}/pack/${sku}` });
    packed.push(box.sku);
  });

  await condition(() => isPickedUp);
  const { trackingId } = await shipParcel({ orderId, key: `${orderId}/ship` });

  // TODO(you): a gift gets no invoice, and its history does not speak of one.
  await sendInvoice({ orderId, email, cents: gift ? 0 : totalCents, key: `${orderId}/invoice` });

  await notify({ orderId, email, text: `On its way: ${trackingId}`, key: `${orderId}/notify` });
  return { orderId, totalCents, packed, trackingId, invoiced: !gift };
}
