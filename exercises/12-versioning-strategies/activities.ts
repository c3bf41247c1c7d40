// Given: nothing to edit here.
import { fraud, inventory, payments, refusalsAreFinal, shipping } from '#world';

/** Sets the goods of one line aside. */
export async function reserve(line: { orderId: string; sku: string; quantity: number; key: string }): Promise<void> {
  const { sku, quantity, key } = line;
  await refusalsAreFinal(inventory.reserve({ sku, quantity, key }));
}

/** Asks the fraud desk whether the order may go on. */
export async function fraudCheck(order: {
  orderId: string;
  customerId: string;
  cents: number;
}): Promise<{ ok: boolean }> {
  const { orderId, customerId, cents } = order;
  return refusalsAreFinal(fraud.check({ orderId, customerId, cents }));
}

/** Takes the money. */
export async function charge(payment: {
  orderId: string;
  card: string;
  cents: number;
  key: string;
}): Promise<{ chargeId: string }> {
  const { card, cents, key } = payment;
  return refusalsAreFinal(payments.charge({ account: card, cents, key }));
}

/** Sends the parcel. */
export async function ship(parcel: { orderId: string; key: string }): Promise<{ trackingId: string }> {
  return refusalsAreFinal(shipping.ship(parcel));
}
