import { accounts } from './services/accounts.ts';
import { bank } from './services/bank.ts';
import { books } from './services/books.ts';
import { branch } from './services/branch.ts';
import { bureau } from './services/bureau.ts';
import { cars } from './services/cars.ts';
import { catalog } from './services/catalog.ts';
import { catalogue } from './services/catalogue.ts';
import { documents } from './services/documents.ts';
import { flights } from './services/flights.ts';
import { fraud } from './services/fraud.ts';
import { gateway } from './services/gateway.ts';
import { hotels } from './services/hotels.ts';
import { inventory } from './services/inventory.ts';
import { loans } from './services/loans.ts';
import { loyalty } from './services/loyalty.ts';
import { mail } from './services/mail.ts';
import { media } from './services/media.ts';
import { payments } from './services/payments.ts';
import { pdf } from './services/pdf.ts';
import { pointsTable } from './services/points-table.ts';
import { pricing } from './services/pricing.ts';
import { purchases } from './services/purchases.ts';
import { rates } from './services/rates.ts';
import { returns } from './services/returns.ts';
import { sellers } from './services/sellers.ts';
import { shipping } from './services/shipping.ts';
import { store } from './services/store.ts';
import { subscriptions } from './services/subscriptions.ts';
import { terminals } from './services/terminals.ts';
import { vault } from './services/vault.ts';

/** Everything Harbour talks to. A new service: its file in services/, a line here and one in clients.ts. */
export const services = {
  accounts,
  bank,
  books,
  branch,
  bureau,
  cars,
  catalog,
  catalogue,
  documents,
  flights,
  fraud,
  gateway,
  hotels,
  inventory,
  loans,
  loyalty,
  mail,
  media,
  payments,
  pdf,
  pointsTable,
  pricing,
  purchases,
  rates,
  returns,
  sellers,
  shipping,
  store,
  subscriptions,
  terminals,
  vault,
};

export type ServiceName = keyof typeof services;

/** `payments.charge`, `flights.book`, …: how rules, gates and ledger rows name what was asked. */
export type OperationName = {
  [Service in ServiceName]: `${Service}.${Extract<keyof (typeof services)[Service], string>}`;
}[ServiceName];
