import type { Abortable, ServiceOf } from '../service.ts';

export interface PurchaseRecord {
  id: string;
  cents: number;
  /** ISO 8601, in UTC. */
  at: string;
}

/** The till's archive: what a customer bought in a month. */
export interface Purchases {
  list(query: Abortable & { customerId: string; month: string }): Promise<PurchaseRecord[]>;
}

export const purchases: ServiceOf<Purchases> = {
  list: { effect: 'read', act: () => [] },
};
