/**
 * Harbour's outside world, as a learner's activities see it: `import { payments } from '#world'`.
 * Every call is a real HTTP request. A client never retries; it throws one of three errors.
 */
import { request } from 'node:http';
import { ApplicationFailure, Context } from '@temporalio/activity';
import { Outage, RateLimited, Refusal } from './errors.ts';
import type { Accounts } from './services/accounts.ts';
import type { Bank } from './services/bank.ts';
import type { Books } from './services/books.ts';
import type { Branch } from './services/branch.ts';
import type { Bureau } from './services/bureau.ts';
import type { Cars } from './services/cars.ts';
import type { Catalog } from './services/catalog.ts';
import type { Catalogue } from './services/catalogue.ts';
import type { Documents } from './services/documents.ts';
import type { Flights } from './services/flights.ts';
import type { Fraud } from './services/fraud.ts';
import type { Gateway } from './services/gateway.ts';
import type { Hotels } from './services/hotels.ts';
import type { Inventory } from './services/inventory.ts';
import type { Loans } from './services/loans.ts';
import type { Loyalty } from './services/loyalty.ts';
import type { Mail } from './services/mail.ts';
import type { Media } from './services/media.ts';
import type { Payments } from './services/payments.ts';
import type { Pdf } from './services/pdf.ts';
import type { PointsTable } from './services/points-table.ts';
import type { Pricing } from './services/pricing.ts';
import type { Purchases } from './services/purchases.ts';
import type { Rates } from './services/rates.ts';
import type { Returns } from './services/returns.ts';
import type { Sellers } from './services/sellers.ts';
import type { Shipping } from './services/shipping.ts';
import type { Store } from './services/store.ts';
import type { Subscriptions } from './services/subscriptions.ts';
import type { Terminals } from './services/terminals.ts';
import type { Vault } from './services/vault.ts';

export type {
  Accounts,
  Bank,
  Books,
  Branch,
  Bureau,
  Cars,
  Catalog,
  Catalogue,
  Documents,
  Flights,
  Fraud,
  Gateway,
  Hotels,
  Inventory,
  Loans,
  Loyalty,
  Mail,
  Media,
  Payments,
  Pdf,
  PointsTable,
  Pricing,
  Purchases,
  Rates,
  Returns,
  Sellers,
  Shipping,
  Store,
  Subscriptions,
  Terminals,
  Vault,
};
export { Outage, RateLimited, Refusal };

export const accounts = connect<Accounts>('accounts');
export const bank = connect<Bank>('bank');
export const books = connect<Books>('books');
export const branch = connect<Branch>('branch');
export const bureau = connect<Bureau>('bureau');
export const cars = connect<Cars>('cars');
export const catalog = connect<Catalog>('catalog');
export const catalogue = connect<Catalogue>('catalogue');
export const documents = connect<Documents>('documents');
export const flights = connect<Flights>('flights');
export const fraud = connect<Fraud>('fraud');
export const gateway = connect<Gateway>('gateway');
export const hotels = connect<Hotels>('hotels');
export const inventory = connect<Inventory>('inventory');
export const loans = connect<Loans>('loans');
export const loyalty = connect<Loyalty>('loyalty');
export const mail = connect<Mail>('mail');
export const media = connect<Media>('media');
export const payments = connect<Payments>('payments');
export const pdf = connect<Pdf>('pdf');
export const pointsTable = connect<PointsTable>('pointsTable');
export const pricing = connect<Pricing>('pricing');
export const purchases = connect<Purchases>('purchases');
export const rates = connect<Rates>('rates');
export const returns = connect<Returns>('returns');
export const sellers = connect<Sellers>('sellers');
export const shipping = connect<Shipping>('shipping');
export const store = connect<Store>('store');
export const subscriptions = connect<Subscriptions>('subscriptions');
export const terminals = connect<Terminals>('terminals');
export const vault = connect<Vault>('vault');

/**
 * Waits for a call and turns a {@link Refusal} into a failure that Temporal does not retry, with the refusal's code
 * as its type. Outages and rate limits stay as they are, so Temporal tries those again.
 */
export async function refusalsAreFinal<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal) throw ApplicationFailure.nonRetryable(error.message, error.code);
    throw error;
  }
}

function connect<Client extends object>(service: string): Client {
  return new Proxy({} as Client, {
    get: (_target, operation) =>
      typeof operation === 'string' && operation !== 'then'
        ? (args: { signal?: AbortSignal }) => call(`${service}.${operation}`, args)
        : undefined,
  });
}

function call(operation: string, { signal, ...args }: { signal?: AbortSignal }): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        socketPath: process.env.KATA_WORLD,
        method: 'POST',
        path: `/${operation}`,
        headers: { 'content-type': 'application/json', ...caller() },
        ...(signal && { signal }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => reject(new Outage(`${operation}: the answer was cut off`)));
        response.on('end', () => settle(response.statusCode ?? 0, Buffer.concat(chunks).toString(), resolve, reject));
      },
    );
    outgoing.on('error', (error) => {
      reject(signal?.aborted ? (signal.reason ?? error) : new Outage(`${operation}: no answer (connection lost)`));
    });
    outgoing.end(JSON.stringify(args));
  });
}

function settle(status: number, body: string, resolve: (answer: unknown) => void, reject: (error: Error) => void) {
  const answer = body === '' ? undefined : JSON.parse(body);
  if (status === 200) resolve(answer);
  else if (status === 204) resolve(undefined);
  else if (status === 422) reject(new Refusal(answer.code, answer.message));
  else if (status === 429) reject(new RateLimited(answer.retryAfterMs));
  else if (status === 400) reject(new TypeError(answer.message));
  else reject(new Outage(answer?.message ?? `answered ${status}`));
}

/** Which activity is calling: for the timeline only, since anybody could write these headers. */
function caller(): Record<string, string> {
  try {
    const { workflowExecution, activityId, attempt } = Context.current().info;
    return {
      'x-workflow': workflowExecution?.workflowId ?? '',
      'x-activity': activityId,
      'x-attempt': String(attempt),
    };
  } catch {
    return {};
  }
}
