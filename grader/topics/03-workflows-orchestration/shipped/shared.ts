/** What a customer ordered; every article at most once. */
export interface Order {
  orderId: string;
  email: string;
  card: string;
  /** A gift: whoever gets it must not see what it cost. */
  gift: boolean;
  items: { sku: string; quantity: number }[];
}

/** What is said of an order that was fulfilled. */
export interface Receipt {
  orderId: string;
  totalCents: number;
  /** Articles, in the order in which they were ordered. */
  packed: string[];
  trackingId: string;
  invoiced: boolean;
}
