import type { Abortable, ServiceOf } from '../service.ts';

export interface ProductRecord {
  sku: string;
  name: string;
  cents: number;
}

/** The product database: `null` for an article it does not know. */
export interface Catalog {
  get(query: Abortable & { sku: string }): Promise<ProductRecord | null>;
}

export const catalog: ServiceOf<Catalog> = {
  get: { effect: 'read', act: () => null },
};
