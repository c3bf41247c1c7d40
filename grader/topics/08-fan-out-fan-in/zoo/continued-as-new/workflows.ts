import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';
import { reasonOf } from './reason';
import type { Chunk, ChunkResult, RepriceInput, RepriceResult } from './shared';

const { repriceSku } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 5 },
});

export async function repriceAll(
  input: RepriceInput,
  done: ChunkResult = { repriced: [], failed: [] },
): Promise<RepriceResult> {
  const { skus, maxInFlight, chunkSize } = input;
  const next = await repriceChunk({ skus: skus.slice(0, chunkSize), maxInFlight });
  const so = { repriced: [...done.repriced, ...next.repriced], failed: [...done.failed, ...next.failed] };
  const rest = skus.slice(chunkSize);
  if (rest.length > 0) await continueAsNew<typeof repriceAll>({ ...input, skus: rest }, so);
  return { ...so, total: so.repriced.length + so.failed.length };
}

export async function repriceChunk({ skus, maxInFlight }: Chunk): Promise<ChunkResult> {
  const prices = new Map<string, string>();
  const reasons = new Map<string, string>();
  const open = new Set<Promise<void>>();
  for (const sku of skus) {
    const work = repriceSku({ sku, key: `${workflowInfo().workflowId}/${sku}` })
      .then(
        ({ priceRef }) => void prices.set(sku, priceRef),
        (error) => void reasons.set(sku, reasonOf(error)),
      )
      .finally(() => open.delete(work));
    open.add(work);
    if (open.size >= maxInFlight) await Promise.race(open);
  }
  await Promise.all(open);
  return {
    repriced: skus.flatMap((sku) => (prices.has(sku) ? [{ sku, priceRef: prices.get(sku) ?? '' }] : [])),
    failed: skus.flatMap((sku) => (reasons.has(sku) ? [{ sku, reason: reasons.get(sku) ?? '' }] : [])),
  };
}
