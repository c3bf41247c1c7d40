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
  for (let from = 0; from < skus.length; from += chunkSize) {
    results.push(
      await executeChild(repriceChunk, { args: [{ skus: skus.slice(from, from + chunkSize), maxInFlight }] }),
    );
  }
  return {
    repriced: results.flatMap((result) => result.repriced),
    failed: results.flatMap((result) => result.failed),
    total: skus.length,
  };
}

/** Re-prices a few articles; meant to run as a workflow of its own. */
export async function repriceChunk({ skus, maxInFlight }: Chunk): Promise<ChunkResult> {
  const outcomes: (Repriced | Failed)[] = [];
  const turns = skus.entries();
  async function lane(): Promise<void> {
    let current: [number, string] | undefined;
    try {
      for (current of turns) {
        const [place, sku] = current;
        const { priceRef } = await repriceSku({ sku, key: `${workflowInfo().workflowId}/${sku}` });
        outcomes[place] = { sku, priceRef };
      }
    } catch (error) {
      if (!current) throw error;
      const [place, sku] = current;
      outcomes[place] = { sku, reason: reasonOf(error) };
    }
  }
  await Promise.all(Array.from({ length: maxInFlight }, lane));
  return {
    repriced: outcomes.filter((outcome): outcome is Repriced => 'priceRef' in outcome),
    failed: outcomes.filter((outcome): outcome is Failed => 'reason' in outcome),
  };
}
