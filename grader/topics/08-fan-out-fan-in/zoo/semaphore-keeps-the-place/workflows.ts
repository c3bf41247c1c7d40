import { executeChild, proxyActivities, startChild, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';
import { reasonOf } from './reason';
import { Semaphore } from './semaphore';
import type { Chunk, ChunkResult, Failed, Repriced, RepriceInput, RepriceResult } from './shared';

const { repriceSku } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 5 },
});

export async function repriceAll({ skus, maxInFlight, chunkSize }: RepriceInput): Promise<RepriceResult> {
  // A small catalogue needs no children.
  if (skus.length <= chunkSize) return { ...(await repriceChunk({ skus, maxInFlight })), total: skus.length };
  const [head, tail] = [skus.slice(0, chunkSize), skus.slice(chunkSize)];
  const first = await startChild(repriceChunk, { args: [{ skus: head, maxInFlight }] });
  const done = await first.result();
  const rest = await executeChild(repriceAll, { args: [{ skus: tail, maxInFlight, chunkSize }] });
  return {
    repriced: [...done.repriced, ...rest.repriced],
    failed: [...done.failed, ...rest.failed],
    total: skus.length,
  };
}

export async function repriceChunk({ skus, maxInFlight }: Chunk): Promise<ChunkResult> {
  const semaphore = new Semaphore(maxInFlight);
  const price = async (sku: string): Promise<Repriced | Failed> => {
    const { priceRef } = await repriceSku({ sku, key: `${workflowInfo().workflowId}/${sku}` });
    return { sku, priceRef };
  };
  const outcomes = await Promise.all(
    skus.map((sku) =>
      semaphore.run(() => price(sku)).catch((error): Repriced | Failed => ({ sku, reason: reasonOf(error) })),
    ),
  );
  return {
    repriced: outcomes.filter((outcome): outcome is Repriced => 'priceRef' in outcome),
    failed: outcomes.filter((outcome): outcome is Failed => 'reason' in outcome),
  };
}
