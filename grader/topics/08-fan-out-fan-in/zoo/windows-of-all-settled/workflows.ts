import { executeChild, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';
import { reasonOf } from './reason';
import type { Chunk, ChunkResult, RepriceInput, RepriceResult } from './shared';

const { repriceSku } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 5 },
});

const slices = (skus: string[], size: number) =>
  Array.from({ length: Math.ceil(skus.length / size) }, (_, turn) => skus.slice(turn * size, (turn + 1) * size));

export async function repriceAll({ skus, maxInFlight, chunkSize }: RepriceInput): Promise<RepriceResult> {
  const all: ChunkResult = { repriced: [], failed: [] };
  for (const chunk of slices(skus, chunkSize)) {
    const done = await executeChild('repriceChunk', { args: [{ skus: chunk, maxInFlight }] });
    all.repriced.push(...(done as ChunkResult).repriced);
    all.failed.push(...(done as ChunkResult).failed);
  }
  return { ...all, total: skus.length };
}

export async function repriceChunk({ skus, maxInFlight }: Chunk): Promise<ChunkResult> {
  const result: ChunkResult = { repriced: [], failed: [] };
  for (const window of slices(skus, maxInFlight)) {
    const settled = await Promise.allSettled(
      window.map((sku) => repriceSku({ sku, key: `${workflowInfo().workflowId}/${sku}` })),
    );
    for (const [place, outcome] of settled.entries()) {
      const sku = window[place] ?? '';
      if (outcome.status === 'fulfilled') result.repriced.push({ sku, priceRef: outcome.value.priceRef });
      else result.failed.push({ sku, reason: reasonOf(outcome.reason) });
    }
  }
  return result;
}
