/** What a customer owes. */
export interface Invoice {
  invoiceId: string;
  cents: number;
  card: string;
  /** Where the receipt goes. */
  email: string;
}

/** What became of it; `reason` is the gateway's code: `CardDeclined` or `CardExpired`. */
export type PayResult = { status: 'paid'; captureId: string } | { status: 'declined'; reason: string };
