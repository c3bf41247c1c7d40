import { executeChild, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';
import { reasonOf } from './reason';
import type { Chunk, ChunkResult, Failed, Repriced, RepriceInput, RepriceResult } from './shared';

const { repriceSku, loadDocument } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 5 },
});

interface Explained extends Repriced {
  document: string;
}

/** Re-prices a catalogue of any length. */
export async function repriceAll({ skus, maxInFlight, chunkSize }: RepriceInput): Promise<RepriceResult> {
  const results: ChunkResult[] = [];
  for (let from = 0; from < skus.length; from += chunkSize) {
    results.push(
      await executeChild(repriceChunk, { args: [{ skus: skus.slice(from, from + chunkSize), maxInFlight }] }),
    );
  }
  return {
    repriced: results.flatMap((result) => result.repriced).map(({ sku, priceRef }) => ({ sku, priceRef })),
    failed: results.flatMap((result) => result.failed),
    total: skus.length,
  };
}

async function repriceOne(sku: string): Promise<Explained | Failed> {
  try {
    const { priceRef, documentUrl } = await repriceSku({ sku, key: `${workflowInfo().workflowId}/${sku}` });
    const { document } = await loadDocument({ documentUrl });
    return { sku, priceRef, document };
  } catch (error) {
    return { sku, reason: reasonOf(error) };
  }
}

/** Re-prices a few articles; meant to run as a workflow of its own. */
export async function repriceChunk({ skus, maxInFlight }: Chunk): Promise<ChunkResult> {
  const outcomes: (Repriced | Failed)[] = [];
  const turns = skus.entries();
  async function lane(): Promise<void> {
    for (const [place, sku] of turns) outcomes[place] = await repriceOne(sku);
  }
  await Promise.all(Array.from({ length: maxInFlight }, lane));
  return {
    repriced: outcomes.filter((outcome): outcome is Repriced => 'priceRef' in outcome),
    failed: outcomes.filter((outcome): outcome is Failed => 'reason' in outcome),
  };
}
