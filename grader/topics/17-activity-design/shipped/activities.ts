// The steps of an onboarding. Last night the mail server was down for an hour: a catalogue was imported thirty times, for
// one letter. And rejected documents are sent in again and again, because nobody can tell what that failure is.
// Goal: five activities as in `Activities` (shared.ts), each of them safe to repeat as a whole.
// Stays: at most 50 products a call; an import that is cancelled stops within three calls; the token from the vault is
// used here and seen nowhere else; a call that fails ends its attempt. The services do a thing once per key.
import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { Refusal, refusalsAreFinal } from '#world';
import type { Product, Services } from './shared';

export function createActivities({ documents, accounts, vault, catalogue, store, mail }: Services) {
  return {
    async verifyDocuments(query: { sellerId: string; documents: string[] }) {
      try {
        await documents.verify(query);
      } catch (error) {
        // TODO(you): papers that are rejected are sent in once; the failure has the code of the refusal as its type.
        if (error instanceof Refusal) throw `${query.sellerId}: ${error.code}`;
        throw error;
      }
    },

    async createAccount(account: { sellerId: string; name: string; key: string }) {
      return await refusalsAreFinal(accounts.create(account));
    },

    // TODO(you): a catalogue of 3 MB is handed on, to whichever worker imports it, without going through the history.
    async fetchCatalogue({ sellerId, catalogueUrl }: { sellerId: string; catalogueUrl: string }) {
      const { token } = await vault.token({ sellerId });
      const { products } = await catalogue.fetch({ url: catalogueUrl, token });
      return { products };
    },

    // TODO(you): a letter that is tried again repeats nothing but the letter.
    async importAndWelcome(job: { accountId: string; products: Product[]; email: string; key: string }) {
      const { accountId, products, email, key } = job;
      for (let from = 0; from < products.length; from += 50) {
        const batch = { accountId, products: products.slice(from, from + 50), key: `${key}/${from}` };
        await refusalsAreFinal(catalogue.add({ ...batch, signal: cancellationSignal() }));
        heartbeat();
      }
      await refusalsAreFinal(mail.send({ to: email, subject: 'Welcome to Harbour', key: `${key}/welcome` }));
      return { products: products.length };
    },
  };
}
