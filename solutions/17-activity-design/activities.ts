// The steps of an onboarding. Last night the mail server was down for an hour: a catalogue was imported thirty times, for
// one letter. And rejected documents are sent in again and again, because nobody can tell what that failure is.
// Goal: five activities as in `Activities` (shared.ts), each of them safe to repeat as a whole.
// Stays: at most 50 products a call; an import that is cancelled stops within three calls; the token from the vault is
// used here and seen nowhere else; a call that fails ends its attempt. The services do a thing once per key.
import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { refusalsAreFinal } from '#world';
import type { Product, Services } from './shared';

export function createActivities({ documents, accounts, vault, catalogue, store, mail }: Services) {
  return {
    async verifyDocuments(query: { sellerId: string; documents: string[] }) {
      // A failure with a type, and final: a thrown string has no type that a policy or a caller could know.
      await refusalsAreFinal(documents.verify(query));
    },

    async createAccount(account: { sellerId: string; name: string; key: string }) {
      return await refusalsAreFinal(accounts.create(account));
    },

    async fetchCatalogue({ sellerId, catalogueUrl }: { sellerId: string; catalogueUrl: string }) {
      const { token } = await vault.token({ sellerId });
      const { products } = await catalogue.fetch({ url: catalogueUrl, token });
      // The catalogue waits in the store; what travels through the history is the ticket for it.
      const { ref } = await store.put({ text: JSON.stringify(products), key: `${sellerId}/catalogue` });
      return { catalogueRef: ref };
    },

    async importCatalogue(job: { accountId: string; catalogueRef: string; key: string }) {
      const { accountId, catalogueRef, key } = job;
      const products: Product[] = JSON.parse((await store.get({ ref: catalogueRef })).text);
      for (let from = 0; from < products.length; from += 50) {
        const batch = { accountId, products: products.slice(from, from + 50), key: `${key}/${from}` };
        await refusalsAreFinal(catalogue.add({ ...batch, signal: cancellationSignal() }));
        heartbeat();
      }
      return { products: products.length };
    },

    // A step of its own: what was done before it is recorded, and is not done again for a letter.
    async sendWelcome({ email, key }: { sellerId: string; email: string; key: string }) {
      await refusalsAreFinal(mail.send({ to: email, subject: 'Welcome to Harbour', key }));
    },
  };
}
