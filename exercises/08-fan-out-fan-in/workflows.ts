// Every night Harbour works out new prices for its catalogue. One by one it took until noon, so on Friday somebody asked
// for all of them at once: the pricing engine went down, and one article that is no longer sold failed the whole night.
// Goal: many articles at once but not too many, no history too long, and no article lost, whatever happens to another.
// Stays: names, types, timeout and retries; each article is asked for once. An empty catalogue gives empty lists. Two
// runs may be under way at the same time, also over the same articles.
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Chunk, ChunkResult, Failed, Repriced, RepriceInput, RepriceResult } from './shared';

const { repriceSku } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 5 },
});

/** Re-prices a catalogue of any length. */
export async function repriceAll({ skus, maxInFlight }: RepriceInput): Promise<RepriceResult> {
  // TODO(you): however long the catalogue is, no workflow handles more than `chunkSize` articles itself.
  const { repriced, failed } = await repriceChunk({ skus, maxInFlight });
  return { repriced, failed, total: skus.length };
}

/** Re-prices a few articles; meant to run as a workflow of its own. */
export async function repriceChunk({ skus }: Chunk): Promise<ChunkResult> {
  const repriced: Repriced[] = [];
  const failed: Failed[] = [];

  // TODO(you): several articles are in work at once, but never more than `maxInFlight` in the whole run of `repriceAll`.
  // TODO(you): an article that can't be priced is listed as failed (`reasonOf` in reason.ts says why), and the others are done.
  // TODO(you): both lists are in the order of the catalogue, whichever article is done first.
  await Promise.all(
    skus.map(async (sku) => {
      const { priceRef } = await repriceSku({ sku, key: `${workflowInfo().workflowId}/${sku}` });
      repriced.push({ sku, priceRef });
    }),
  );
  return { repriced, failed };
}
