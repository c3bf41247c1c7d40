// The types of an invoice: what goes in, what the activities take and give, and the services they use.
import type { Mail, Pdf, Rates } from '#world';

export type Currency = 'USD' | 'GBP' | 'JPY';

/** An order that is to be paid in another currency. */
export interface Order {
  orderId: string;
  email: string;
  /** Its price, in euro cents. */
  cents: number;
  currency: Currency;
  /** The day it was placed, YYYY-MM-DD. */
  date: string;
}

/** What a euro was worth. */
export interface Rate {
  currency: string;
  rate: number;
  /** The working day it is of, YYYY-MM-DD. */
  asOf: string;
}

/** The outside services that the activities use. */
export interface Services {
  rates: Rates;
  pdf: Pdf;
  mail: Mail;
}

/** The three activities of an invoice. */
export interface Activities {
  fetchRate(query: { currency: string; date: string }): Promise<Rate>;
  storeInvoice(invoice: { orderId: string; cents: number; rate: number; key: string }): Promise<{ invoiceUrl: string }>;
  mailInvoice(letter: { orderId: string; email: string; invoiceUrl: string; key: string }): Promise<void>;
}
