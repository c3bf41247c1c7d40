// Harbour takes a new seller on board: verify the documents, create an account, bring the catalogue over, say welcome.
// Goal: each step has limits of its own, and the steps are those of `Activities` in shared.ts.
// Stays: names, types and the order of the steps; what is refused ends the onboarding as failed, by its own name.
// How long an attempt takes at most: `verifyDocuments`, `createAccount` and `sendWelcome` 10 seconds each, the download
// of a catalogue 5 minutes, in one call during which nothing is reported; an import half an hour, at most a minute a call.
import { proxyActivities } from '@temporalio/workflow';
import type { createActivities } from './activities';
import type { Onboarded, Seller } from './shared';

type Activities = ReturnType<typeof createActivities>;

// A limit fits one kind of work. None of them counts the time in the queue: a busy hour is no failure of the work.
const { verifyDocuments, createAccount, sendWelcome } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
});

const { fetchCatalogue } = proxyActivities<Activities>({ startToCloseTimeout: '10 minutes' });

const { importCatalogue } = proxyActivities<Activities>({
  startToCloseTimeout: '1 hour',
  // It reports after each call, so its death is noticed long before the hour is over.
  heartbeatTimeout: '2 minutes',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
});

export async function onboardSeller(seller: Seller): Promise<Onboarded> {
  const { sellerId, name, email, documents, catalogueUrl } = seller;
  await verifyDocuments({ sellerId, documents });
  const { accountId } = await createAccount({ sellerId, name, key: `${sellerId}/account` });
  const { catalogueRef } = await fetchCatalogue({ sellerId, catalogueUrl });
  const { products } = await importCatalogue({ accountId, catalogueRef, key: `${sellerId}/import` });
  await sendWelcome({ sellerId, email, key: `${sellerId}/welcome` });
  return { sellerId, accountId, products };
}
