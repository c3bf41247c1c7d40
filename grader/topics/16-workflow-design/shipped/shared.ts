// Given: nothing to edit here.

/** What a customer ordered on the marketplace, from one to a dozen sellers. */
export interface MarketplaceOrder {
  orderId: string;
  address: string;
  sellers: { sellerId: string; items: string[] }[];
}

export interface SellerOutcome {
  sellerId: string;
  status: 'shipped' | 'failed';
  /** Of a failed one: the type of the failure, e.g. `OutOfStock`. */
  reason?: string;
}

export interface OrderResult {
  /** `unpaid`: the money did not come in time, and no seller was asked. */
  status: 'done' | 'unpaid';
  /** In the order of the order; empty when unpaid. */
  sellers: SellerOutcome[];
  /** Workflow id of the warranty, when at least one seller shipped. */
  warrantyId?: string;
}

/** The part of an order that one seller fulfils. */
export interface SellerOrder {
  orderId: string;
  sellerId: string;
  items: string[];
  address: string;
}
