// Harbour takes a new seller on board: verify the documents, create an account, bring the catalogue over, say welcome.
// Goal: each step has limits of its own, and the steps are those of `Activities` in shared.ts.
// Stays: names, types and the order of the steps; what is refused ends the onboarding as failed, by its own name.
// How long an attempt takes at most: `verifyDocuments`, `createAccount` and `sendWelcome` 10 seconds each, the download
// of a catalogue 5 minutes, in one call during which nothing is reported; an import half an hour, at most a minute a call.
import { proxyActivities } from '@temporalio/workflow';
import type { createActivities } from './activities';
import type { Onboarded, Seller } from './shared';

// TODO(you): a worker that dies in one of the quick steps is noticed within a minute; slow steps keep the time they need.
// TODO(you): an hour in which no worker is free delays an onboarding, and does not end it.
const { verifyDocuments, createAccount, fetchCatalogue, importAndWelcome } = proxyActivities<
  ReturnType<typeof createActivities>
>({
  startToCloseTimeout: '30 minutes',
  scheduleToStartTimeout: '10 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
});

export async function onboardSeller(seller: Seller): Promise<Onboarded> {
  const { sellerId, name, email, documents, catalogueUrl } = seller;
  await verifyDocuments({ sellerId, documents });
  const { accountId } = await createAccount({ sellerId, name, key: `${sellerId}/account` });
  const { products } = await fetchCatalogue({ sellerId, catalogueUrl });
  const imported = await importAndWelcome({ accountId, products, email, key: `${sellerId}/import` });
  return { sellerId, accountId, products: imported.products };
}
