import type { Keyed, ServiceOf } from '../service.ts';

/** Whom the bank calls back: an activity that waits, by its token (base64) or by its ids. */
export type BankCallback = { taskToken: string } | { workflowId: string; activityId: string };

/** Harbour's bank. It takes an order at once, moves the money within days, and then calls back with a reference. */
export interface Bank {
  /** The order number says that the order was taken; it is not the reference. Without a `callback` nobody is called. */
  request(order: Keyed & { cents: number; callback?: BankCallback }): Promise<{ orderNumber: string }>;
}

export const bank: ServiceOf<Bank> = {
  request: { effect: 'keyed', act: (_order, scene) => ({ orderNumber: scene.id('order') }) },
};
