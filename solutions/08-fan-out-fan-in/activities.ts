// Given: nothing to edit here.
import { pricing, refusalsAreFinal } from '#world';

/**
 * Works out the new price of one article. An article that is no longer sold is refused: `NoPrice`. The answer is small:
 * the price is kept by the pricing engine, and so is the document that explains it.
 */
export async function repriceSku(request: {
  sku: string;
  /** The same key is worked out only once. */
  key: string;
}): Promise<{ priceRef: string; documentUrl: string }> {
  return await refusalsAreFinal(pricing.reprice(request));
}

/** Fetches such a document, some 50 KB, for whoever wants to read it. */
export async function loadDocument(query: { documentUrl: string }): Promise<{ document: string }> {
  return await refusalsAreFinal(pricing.document(query));
}
