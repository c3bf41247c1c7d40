import { executeChild, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';
import { reasonOf } from './reason';
import type { Chunk, ChunkResult, Failed, Repriced, RepriceInput, RepriceResult } from './shared';

const { repriceSku } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 5 },
});

/** Does the work for every item, at most `lanes` at once; results in the order of the items. */
async function pool<Item, Result>(items: Item[], lanes: number, work: (item: Item) => Promise<Result>) {
  const results: Result[] = [];
  const todo = items.map((item, place) => ({ item, place }));
  const lane = async () => {
    for (let next = todo.shift(); next; next = todo.shift()) results[next.place] = await work(next.item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

export async function repriceAll({ skus, maxInFlight, chunkSize }: RepriceInput): Promise<RepriceResult> {
  const chunks: string[][] = [];
  for (let start = 0; start < skus.length; start += chunkSize) chunks.push(skus.slice(start, start + chunkSize));
  const lanes = Math.max(1, Math.min(chunks.length, maxInFlight));
  const share = Math.round(maxInFlight / lanes);
  const results = await pool(chunks, lanes, (chunk) =>
    executeChild(repriceChunk, { args: [{ skus: chunk, maxInFlight: share }] }),
  );
  return {
    repriced: results.flatMap(({ repriced }) => repriced),
    failed: results.flatMap(({ failed }) => failed),
    total: skus.length,
  };
}

export async function repriceChunk({ skus, maxInFlight }: Chunk): Promise<ChunkResult> {
  const repriced: (Repriced | undefined)[] = [];
  const failed: (Failed | undefined)[] = [];
  await pool([...skus.entries()], maxInFlight, async ([place, sku]) => {
    try {
      const { priceRef } = await repriceSku({ sku, key: `${workflowInfo().workflowId}/${sku}` });
      repriced[place] = { sku, priceRef };
    } catch (error) {
      failed[place] = { sku, reason: reasonOf(error) };
    }
  });
  return { repriced: repriced.filter((one) => one !== undefined), failed: failed.filter((one) => one !== undefined) };
}
