// Given: nothing to edit here. A refusal (`OutOfStock`) is final; an outage is tried again. All are safe to repeat.
import { refusalsAreFinal, sellers, shipping } from '#world';

/** Asks a seller to set the goods aside. */
export async function reserveStock(part: {
  orderId: string;
  sellerId: string;
  items: string[];
  key: string;
}): Promise<void> {
  await refusalsAreFinal(sellers.reserve(part));
}

/** Gives them back; does nothing when they were never reserved. */
export async function releaseStock(part: { orderId: string; sellerId: string; key: string }): Promise<void> {
  await refusalsAreFinal(sellers.release(part));
}

/** Hands the parcel to the carrier. */
export async function shipParcel(parcel: {
  orderId: string;
  sellerId: string;
  address: string;
  key: string;
}): Promise<{ trackingId: string }> {
  const { orderId, address, key } = parcel;
  return await refusalsAreFinal(shipping.ship({ orderId, address, key }));
}
