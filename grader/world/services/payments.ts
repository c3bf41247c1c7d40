import type { Keyed, ServiceOf } from '../service.ts';

/** The payment provider: `charge` takes money, `refund` gives it back, both once per key. */
export interface Payments {
  charge(charge: Keyed & { cents: number; account: string }): Promise<{ chargeId: string }>;
  refund(refund: Keyed & { cents?: number }): Promise<{ refundId: string }>;
}

export const payments: ServiceOf<Payments> = {
  charge: { effect: 'keyed', act: (_charge, scene) => ({ chargeId: scene.id('charge') }) },
  refund: { effect: 'keyed', act: (_refund, scene) => ({ refundId: scene.id('refund') }) },
};
