import type { Abortable, Keyed, ServiceOf } from '../service.ts';

export interface SellerProduct {
  sku: string;
  name: string;
  description: string;
  cents: number;
}

/** Catalogues of sellers: `fetch` downloads what a seller offers, `add` puts up to 50 products into the shop. */
export interface Catalogue {
  fetch(query: Abortable & { url: string; token: string }): Promise<{ products: SellerProduct[] }>;
  add(batch: Keyed & { accountId: string; products: SellerProduct[] }): Promise<void>;
}

export const catalogue: ServiceOf<Catalogue> = {
  fetch: {
    effect: 'read',
    act: () => ({ products: [{ sku: 'sku-1', name: 'Rope', description: '30 m', cents: 900 }] }),
  },
  add: { effect: 'keyed', act: () => undefined },
};
