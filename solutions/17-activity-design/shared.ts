// The types of an onboarding: what goes in and comes out, the services, and the five activities as they should be.
import type { Accounts, Catalogue, Documents, Mail, Store, Vault } from '#world';

/** Somebody who wants to sell at Harbour. */
export interface Seller {
  sellerId: string;
  name: string;
  email: string;
  /** Names of the papers that were handed in. */
  documents: string[];
  /** Where the catalogue is: up to 3 MB. */
  catalogueUrl: string;
}

export interface Onboarded {
  sellerId: string;
  accountId: string;
  /** How many products were imported. */
  products: number;
}

export interface Product {
  sku: string;
  name: string;
  description: string;
  cents: number;
}

/** The outside services that the activities use. */
export interface Services {
  documents: Documents;
  accounts: Accounts;
  /** Gives the token with which a seller's catalogue is downloaded. */
  vault: Vault;
  catalogue: Catalogue;
  /** Keeps a text of any size: `put({ key, text })` answers `{ ref }`, and `get({ ref })` answers `{ text }`. */
  store: Store;
  mail: Mail;
}

export interface Activities {
  verifyDocuments(query: { sellerId: string; documents: string[] }): Promise<void>;
  createAccount(account: { sellerId: string; name: string; key: string }): Promise<{ accountId: string }>;
  fetchCatalogue(query: { sellerId: string; catalogueUrl: string }): Promise<{ catalogueRef: string }>;
  importCatalogue(job: { accountId: string; catalogueRef: string; key: string }): Promise<{ products: number }>;
  sendWelcome(letter: { sellerId: string; email: string; key: string }): Promise<void>;
}
