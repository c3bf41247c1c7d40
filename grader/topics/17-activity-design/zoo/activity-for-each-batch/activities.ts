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
      return { catalogueRef: ref, count: products.length };
    },

    async importBatch(job: { accountId: string; catalogueRef: string; from: number; key: string }) {
      const { accountId, catalogueRef, from, key } = job;
      const products: Product[] = JSON.parse((await store.get({ ref: catalogueRef })).text);
      const batch = products.slice(from, from + 50);
      await refusalsAreFinal(catalogue.add({ accountId, products: batch, key: `${key}/${from}` }));
    },

    // A step of its own: what was done before it is recorded, and is not done again for a letter.
    async sendWelcome({ email, key }: { sellerId: string; email: string; key: string }) {
      await refusalsAreFinal(mail.send({ to: email, subject: 'Welcome to Harbour', key }));
    },
  };
}
