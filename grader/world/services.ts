import { cars } from './services/cars.ts';
import { catalog } from './services/catalog.ts';
import { flights } from './services/flights.ts';
import { fraud } from './services/fraud.ts';
import { hotels } from './services/hotels.ts';
import { inventory } from './services/inventory.ts';
import { loyalty } from './services/loyalty.ts';
import { mail } from './services/mail.ts';
import { media } from './services/media.ts';
import { payments } from './services/payments.ts';
import { pdf } from './services/pdf.ts';
import { purchases } from './services/purchases.ts';
import { rates } from './services/rates.ts';
import { shipping } from './services/shipping.ts';

/** Everything Harbour talks to. A new service: its file in services/, a line here and one in clients.ts. */
export const services = {
  cars,
  catalog,
  flights,
  fraud,
  hotels,
  inventory,
  loyalty,
  mail,
  media,
  payments,
  pdf,
  purchases,
  rates,
  shipping,
};

export type ServiceName = keyof typeof services;

/** `payments.charge`, `flights.book`, …: how rules, gates and ledger rows name what was asked. */
export type OperationName = {
  [Service in ServiceName]: `${Service}.${Extract<keyof (typeof services)[Service], string>}`;
}[ServiceName];
