import type { Keyed, ServiceOf } from '../service.ts';

/** The warehouse: sets goods aside, and puts them back; releasing what was never reserved does nothing. */
export interface Inventory {
  reserve(reservation: Keyed & { sku: string; quantity: number }): Promise<void>;
  release(reservation: Keyed): Promise<void>;
}

export const inventory: ServiceOf<Inventory> = {
  reserve: { effect: 'keyed', act: () => undefined },
  release: { effect: 'keyed', act: () => undefined },
};
