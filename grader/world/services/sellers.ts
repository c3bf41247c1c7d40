import type { Keyed, ServiceOf } from '../service.ts';

/**
 * The sellers of the marketplace, each with a warehouse of its own: set goods aside for an order, and put them back.
 * Releasing what was never reserved does nothing.
 */
export interface Sellers {
  reserve(reservation: Keyed & { orderId: string; sellerId: string; items: string[] }): Promise<void>;
  release(reservation: Keyed & { orderId: string; sellerId: string }): Promise<void>;
}

export const sellers: ServiceOf<Sellers> = {
  reserve: { effect: 'keyed', act: () => undefined },
  release: { effect: 'keyed', act: () => undefined },
};
