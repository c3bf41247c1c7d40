// Given: nothing to edit here.

/** What a customer ordered. */
export interface CheckoutOrder {
  orderId: string;
  customerId: string;
  cents: number;
  card: string;
  lines: { sku: string; quantity: number }[];
}

export interface CheckoutResult {
  orderId: string;
  /** `refused` when the fraud desk said no: such an order is neither charged nor shipped. */
  status: 'shipped' | 'refused';
}

/** The name of the change, as Harbour's recorded histories know it. */
export const FRAUD_CHECK = 'fraud-check';
