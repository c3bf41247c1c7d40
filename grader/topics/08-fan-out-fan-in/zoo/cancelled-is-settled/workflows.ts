import { ApplicationFailure, executeChild, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';
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

function typeOf(error: unknown): string {
  let first = error;
  while (first instanceof Error && first.cause instanceof Error) first = first.cause;
  if (first instanceof ApplicationFailure) return first.type ?? 'Error';
  return first instanceof Error ? first.name : 'unknown';
}

/** Re-prices a few articles; meant to run as a workflow of its own. */
export async function repriceChunk({ skus, maxInFlight }: Chunk): Promise<ChunkResult> {
  const repriced: Repriced[] = [];
  const failed: Failed[] = [];
  for (let from = 0; from < skus.length; from += maxInFlight) {
    const batch = skus.slice(from, from + maxInFlight);
    const settled = await Promise.allSettled(
      batch.map((sku) => repriceSku({ sku, key: `${workflowInfo().workflowId}/${sku}` })),
    );
    for (const [place, sku] of batch.entries()) {
      const outcome = settled[place]!;
      if (outcome.status === 'fulfilled') repriced.push({ sku, priceRef: outcome.value.priceRef });
      else failed.push({ sku, reason: typeOf(outcome.reason) });
    }
  }
  return { repriced, failed };
}
