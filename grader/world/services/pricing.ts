import type { Abortable, Keyed, ServiceOf } from '../service.ts';

/**
 * The pricing engine: `reprice` works out what an article costs from now on, once per key, and answers with references to
 * the new price and to the document that explains it; `document` is that document, some 50 KB of it.
 */
export interface Pricing {
  reprice(request: Keyed & { sku: string }): Promise<{ priceRef: string; documentUrl: string }>;
  document(query: Abortable & { documentUrl: string }): Promise<{ document: string }>;
}

const lines = 500;

export const pricing: ServiceOf<Pricing> = {
  reprice: {
    effect: 'keyed',
    act: ({ sku }, scene) => ({
      priceRef: scene.id(`price-${sku}`),
      documentUrl: `https://pricing.harbour/${sku}.txt`,
    }),
  },
  document: {
    effect: 'read',
    act: ({ documentUrl }) => ({
      document: `${documentUrl}: cost, freight, tax, margin, rounding and a reason.\n`.repeat(lines),
    }),
  },
};
