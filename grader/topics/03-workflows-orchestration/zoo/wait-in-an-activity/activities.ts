// The six steps of an order. They are right as they are.
//
// - Each does one thing. `key` names it: a service does what it is asked once per key, even when asked twice.
// - A refusal (card declined, out of stock) is final, so Temporal does not try it again; an outage is tried again.
import { setTimeout } from 'node:timers/promises';
import { inventory, mail, payments, refusalsAreFinal, shipping } from '#world';

/** Works out what an order costs today. */
export { priceOrder } from './pricing';

export async function chargeCard(charge: {
  orderId: string;
  card: string;
  cents: number;
  key: string;
}): Promise<{ chargeId: string }> {
  const { card, cents, key } = charge;
  return await refusalsAreFinal(payments.charge({ account: card, cents, key }));
}

export async function packItem(item: {
  orderId: string;
  sku: string;
  quantity: number;
  key: string;
}): Promise<{ sku: string }> {
  const { sku, quantity, key } = item;
  await refusalsAreFinal(inventory.reserve({ sku, quantity, key }));
  return { sku };
}

export async function shipParcel({ orderId, key }: { orderId: string; key: string }): Promise<{ trackingId: string }> {
  return await refusalsAreFinal(shipping.ship({ orderId, key }));
}

/** Where nothing is to be paid, nothing is sent. */
export async function sendInvoice(invoice: {
  orderId: string;
  email: string;
  cents: number;
  key: string;
}): Promise<void> {
  const { orderId, email, cents, key } = invoice;
  if (cents === 0) return;
  await mail.send({ to: email, subject: `Invoice for ${orderId}`, text: `${cents} cents`, key });
}

export async function notify(news: { orderId: string; email: string; text: string; key: string }): Promise<void> {
  const { orderId, email, text, key } = news;
  await mail.send({ to: email, subject: `News of ${orderId}`, text, key });
}

/** The van comes within the hour. */
export async function waitForVan(): Promise<void> {
  await setTimeout(60 * 60 * 1000);
}
