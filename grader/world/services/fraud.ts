import type { Abortable, ServiceOf } from '../service.ts';

/** The fraud desk: looks at an order and says whether it may go on. */
export interface Fraud {
  check(order: Abortable & { orderId: string; customerId: string; cents: number }): Promise<{ ok: boolean }>;
}

export const fraud: ServiceOf<Fraud> = {
  check: { effect: 'read', act: () => ({ ok: true }) },
};
