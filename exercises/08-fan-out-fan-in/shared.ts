// Given: nothing to edit here.

/** A catalogue to re-price, or a part of it. */
export interface RepriceInput {
  /** Article numbers, each once. */
  skus: string[];
  /** How many articles the pricing engine may be asked about at the same time by one run of `repriceAll`; at least 1. */
  maxInFlight: number;
  /** How many articles one workflow handles; at least 1. */
  chunkSize: number;
}

/** A new price: its reference, not the document behind it. */
export interface Repriced {
  sku: string;
  priceRef: string;
}

/** An article without a new price, and why: the type of the failure, e.g. `NoPrice`. */
export interface Failed {
  sku: string;
  reason: string;
}

/** Both lists are in the order of the catalogue. */
export interface ChunkResult {
  repriced: Repriced[];
  failed: Failed[];
}

export interface RepriceResult extends ChunkResult {
  /** How many articles were asked for. */
  total: number;
}

export interface Chunk {
  skus: string[];
  maxInFlight: number;
}
