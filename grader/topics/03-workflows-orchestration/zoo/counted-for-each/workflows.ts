// Harbour fulfils an order: price, charge, pack every item, wait for the pick-up, ship, invoice, notify; each step
// begins when the one before it is done. Yesterday a half-empty parcel left, and an empty order has hung since Monday.
// Goal: nothing leaves before it is packed, a hopeless order ends, and the history tells all that happened.
// Stays: names and types; items may be packed one by one or together; the pick-up may come early, or after weeks.
import { ApplicationFailure, condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Order, Receipt } from './shared';

const { priceOrder, chargeCard, packItem, shipParcel, sendInvoice, notify } = proxyActivities<typeof activities>({
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

  // An ApplicationFailure ends the workflow as failed. A plain Error is taken for a bug: the workflow would hang.
  if (items.length === 0) throw ApplicationFailure.create({ type: 'EmptyOrder', message: 'there is nothing to send' });

  // Called through the proxy, it is an activity: its answer is recorded, and next Monday's prices don't touch it.
  const { totalCents } = await priceOrder(order);
  await chargeCard({ orderId, card, cents: totalCents, key: `${orderId}/charge` });

  // Nobody waits for what forEach is given; but the boxes are counted.
  const packed: string[] = [];
  let boxes = 0;
  items.forEach(async ({ sku, quantity }, place) => {
    const box = await packItem({ orderId, sku, quantity, key: `${orderId}/pack/${sku}` });
    packed[place] = box.sku;
    boxes += 1;
  });

  await condition(() => isPickedUp && boxes === items.length);
  const { trackingId } = await shipParcel({ orderId, key: `${orderId}/ship` });

  // What happens next is decided here, where it can be read: a step that is not wanted is not called.
  if (!gift) await sendInvoice({ orderId, email, cents: totalCents, key: `${orderId}/invoice` });

  await notify({ orderId, email, text: `On its way: ${trackingId}`, key: `${orderId}/notify` });
  return { orderId, totalCents, packed, trackingId, invoiced: !gift };
}
