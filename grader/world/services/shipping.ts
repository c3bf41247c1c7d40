import type { Keyed, ServiceOf } from '../service.ts';

/** The carrier: one parcel per key. */
export interface Shipping {
  ship(parcel: Keyed & { orderId: string; address?: string }): Promise<{ trackingId: string }>;
}

export const shipping: ServiceOf<Shipping> = {
  ship: { effect: 'keyed', act: (_parcel, scene) => ({ trackingId: scene.id('parcel') }) },
};
