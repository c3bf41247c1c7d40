// The types of a renewal. Nothing to do here.

/** One month of one subscription, to be paid. */
export interface RenewalInput {
  subscriptionId: string;
  /** Whose card is charged; a customer may have several subscriptions. */
  customerId: string;
  /** The month, YYYY-MM. */
  period: string;
  /** Price of the plan. */
  cents: number;
  /** Price of the add-on; 0 for none. */
  addOnCents: number;
}

export interface RenewalResult {
  /** The charge of the plan, then that of the add-on if there is one. */
  chargeIds: string[];
  /** The last day that is paid, YYYY-MM-DD. */
  paidUntil: string;
  /** The customer's points, those of this renewal included. */
  points: number;
}
