// Words and shapes that the other files share. Nothing to do here.
import type { Client } from '@temporalio/client';
import type { Catalog, Rates } from '#world';

/** The ten things Harbour has to decide about; what each one is stands in decisions.ts. */
export type Scenario =
  | 'product-page'
  | 'order-history'
  | 'foreign-price'
  | 'rate-ticks'
  | 'visitors-now'
  | 'sales-table'
  | 'invoice-day'
  | 'refund'
  | 'approval'
  | 'trial';

export type Choice = 'workflow' | 'plain-function' | 'database' | 'stream-processor' | 'data-pipeline' | 'schedule';

export type Reason =
  /** Several steps, and none of them may be lost on the way. */
  | 'steps-must-all-happen'
  /** Days or weeks pass in the middle. */
  | 'waits-long'
  /** One question, one answer, nothing changes. */
  | 'single-read'
  /** The answer follows from the input alone. */
  | 'no-side-effects'
  /** Very many small events, each of little worth. */
  | 'high-rate'
  /** Very much data at once. */
  | 'bulk-data'
  /** It begins on a date or at an hour. */
  | 'calendar';

export interface Decision {
  use: Choice;
  because: Reason;
}

export interface Product {
  sku: string;
  name: string;
  cents: number;
}

export interface Tick {
  pair: string;
  rate: number;
  at: string;
}

export interface RefundRequest {
  orderId: string;
  cents: number;
}

export interface Refunded {
  refundId: string;
}

export interface AppDeps {
  client: Client;
  taskQueue: string;
  catalog: Catalog;
  /** The store of exchange rates. */
  rates: Rates;
}

/** What Harbour's web server offers; whoever calls it waits for the answer. */
export interface App {
  /** The product as the catalog has it now; `null` for one it does not know. */
  getProduct(query: { sku: string }): Promise<Product | null>;
  /** `cents` times `rate`, rounded to whole cents. */
  convertPrice(query: { cents: number; rate: number }): { cents: number } | Promise<{ cents: number }>;
  /** Answers when the store of rates has the tick; of each pair the last one counts. */
  ingestTick(tick: Tick): Promise<void>;
  /** One refund and one mail an order: the same order always gets the same answer. */
  refund(request: RefundRequest): Promise<Refunded>;
}
