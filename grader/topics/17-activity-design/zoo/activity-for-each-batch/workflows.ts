import { proxyActivities } from '@temporalio/workflow';
import type { createActivities } from './activities';
import type { Onboarded, Seller } from './shared';

type Activities = ReturnType<typeof createActivities>;

// A limit fits one kind of work. None of them counts the time in the queue: a busy hour is no failure of the work.
const { verifyDocuments, createAccount, sendWelcome } = proxyActivities<Activities>({
  startToCloseTimeout: '30 seconds',
});

const { fetchCatalogue, importBatch } = proxyActivities<Activities>({ startToCloseTimeout: '30 minutes' });

export async function onboardSeller(seller: Seller): Promise<Onboarded> {
  const { sellerId, name, email, documents, catalogueUrl } = seller;
  await verifyDocuments({ sellerId, documents });
  const { accountId } = await createAccount({ sellerId, name, key: `${sellerId}/account` });
  const { catalogueRef, count } = await fetchCatalogue({ sellerId, catalogueUrl });
  for (let from = 0; from < count; from += 50) {
    await importBatch({ accountId, catalogueRef, from, key: `${sellerId}/import` });
  }
  await sendWelcome({ sellerId, email, key: `${sellerId}/welcome` });
  return { sellerId, accountId, products: count };
}
