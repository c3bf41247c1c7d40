// Every night Harbour works out new prices for its catalogue. One by one it took until noon, so on Friday somebody asked
// for all of them at once: the pricing engine went down, and one article that is no longer sold failed the whole night.
// Goal: many articles at once but not too many, no history too long, and no article lost, whatever happens to another.
// Stays: names, types, timeout and retries; each article is asked for once. An empty catalogue gives empty lists. Two
// runs may be under way at the same time, also over the same articles.
import { executeChild, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';
import { reasonOf } from './reason';
import type { Chunk, ChunkResult, Failed, Repriced, RepriceInput, RepriceResult } from './shared';

const { repriceSku } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 5 },
});

/** Re-prices a catalogue of any length. */
export async function repriceAll({ skus, maxInFlight, chunkSize }: RepriceInput): Promise<RepriceResult> {
  const results: ChunkResult[] = [];
  // One chunk after the other: each may use all of `maxInFlight`, and together they never use more. The id of a child
  // is left to the SDK, which draws one that no other run has.
  for (let start = 0; start < skus.length; start += chunkSize) {
    const chunk = { skus: skus.slice(start, start + chunkSize), maxInFlight };
    results.push(await executeChild(repriceChunk, { args: [chunk] }));
  }
  return {
    repriced: results.flatMap(({ repriced }) => repriced),
    failed: results.flatMap(({ failed }) => failed),
    total: skus.length,
  };
}

/** Re-prices a few articles; meant to run as a workflow of its own. */
export async function repriceChunk({ skus, maxInFlight }: Chunk): Promise<ChunkResult> {
  // A place for each article: whichever is done first, what became of it goes where the article stands in the catalogue.
  const outcomes: (Repriced | Failed)[] = [];
  const queue = skus.entries();

  // Each of `maxInFlight` clerks takes the next article when it has done the one before, so a slow article holds up
  // one clerk only. The clerks share one queue; nothing runs between two `await`s, so no article is taken twice.
  const { parent, workflowId } = workflowInfo();
  const clerk = async () => {
    for (const [place, sku] of queue)
      outcomes[place] = await repriceOne(sku, `${parent?.workflowId ?? workflowId}/${place}`);
  };
  await Promise.all(Array.from({ length: maxInFlight }, clerk));

  return {
    repriced: outcomes.filter((outcome) => 'priceRef' in outcome),
    failed: outcomes.filter((outcome) => 'reason' in outcome),
  };
}

/** Never throws because of an article: that would end the wait for all the others. */
async function repriceOne(sku: string, key: string): Promise<Repriced | Failed> {
  try {
    const { priceRef } = await repriceSku({ sku, key });
    return { sku, priceRef };
  } catch (error) {
    return { sku, reason: reasonOf(error) };
  }
}
