import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { refusalsAreFinal } from '#world';
import type { Onboarded, Seller, Services } from './shared';

export function createActivities({ documents, accounts, vault, catalogue, mail }: Services) {
  return {
    async onboard(seller: Seller): Promise<Onboarded> {
      const { sellerId, name, email, documents: papers, catalogueUrl } = seller;
      await refusalsAreFinal(documents.verify({ sellerId, documents: papers }));
      const { accountId } = await refusalsAreFinal(accounts.create({ sellerId, name, key: `${sellerId}/account` }));
      const { token } = await vault.token({ sellerId });
      const { products } = await catalogue.fetch({ url: catalogueUrl, token });
      for (let from = 0; from < products.length; from += 50) {
        const batch = products.slice(from, from + 50);
        const key = `${sellerId}/import/${from}`;
        await refusalsAreFinal(catalogue.add({ accountId, products: batch, key, signal: cancellationSignal() }));
        heartbeat();
      }
      const key = `${sellerId}/welcome`;
      await refusalsAreFinal(mail.send({ to: email, subject: 'Welcome to Harbour', key }));
      return { sellerId, accountId, products: products.length };
    },
  };
}
