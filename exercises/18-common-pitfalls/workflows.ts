// A pull request: Harbour takes returns. It compiles, it was clicked through once, and nine of its lines do harm.
// Goal: the promises in shared.ts hold. Not everything that looks wrong is: what works may stay as it is.
// Stays: names, types, what is done and in which order. Bugs are not marked here; read as a reviewer does.
import {
  ApplicationFailure,
  CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import type * as activities from './activities';
import type { Note, ReturnRequest, ReturnResult, ReturnStatus } from './shared';

export const arrived = defineSignal('arrived');
export const addNote = defineUpdate<number, [Note]>('addNote');
export const status = defineQuery<ReturnStatus>('status');

// TODO(you): every promise of shared.ts is kept.
const { createLabel, voidLabel, inspectPhotos, restock, refund } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});
const { mail } = proxyActivities<typeof activities>({ startToCloseTimeout: 30 });

const DAY = 24 * 60 * 60 * 1000;
const notes: string[] = [];

export async function handleReturn(request: ReturnRequest): Promise<ReturnResult> {
  const { returnId, cents, items, photosUrl, email } = request;
  if (items.length === 0) throw new Error(`NothingToReturn: ${returnId} has no items`);

  const openedAt = Date.now();
  let phase: ReturnStatus['phase'] = 'open';
  await createLabel({ returnId, key: returnId });

  setHandler(status, () => ({ phase, notes: notes.length }));
  setHandler(addNote, ({ text }) => notes.push(text));
  setHandler(arrived, () => {
    phase = 'arrived';
  });
  const close = (result: Pick<ReturnResult, 'status' | 'restocked' | 'failed' | 'report'>): ReturnResult => {
    phase = 'closed';
    return { returnId, ...result, daysOpen: Math.floor((Date.now() - openedAt) / DAY) };
  };

  try {
    await condition(() => phase === 'arrived');
  } catch {
    await CancellationScope.nonCancellable(() => voidLabel({ returnId, key: returnId }));
    return close({ status: 'refused', restocked: [], failed: [] });
  }

  const report = photosUrl ? (await inspectPhotos({ photosUrl })).reportId : undefined;
  const shelved = await Promise.all(
    items.map(({ sku, quantity }) => restock({ returnId, sku, quantity, key: `${returnId}/${sku}` })),
  );
  const restocked = shelved.map(({ sku }) => sku);
  const failed = items.map(({ sku }) => sku).filter((sku) => !restocked.includes(sku));

  let outcome: ReturnResult['status'] = 'refunded';
  try {
    await refund({ returnId, cents, key: `${returnId}/refund` });
  } catch (error) {
    if (!(error instanceof ApplicationFailure) || error.type !== 'AccountClosed') throw error;
    outcome = 'refused';
  }

  if (email) mail({ email, text: `Your return ${returnId} is ${outcome}.`, key: `${returnId}/closed` });
  return close({ status: outcome, restocked, failed, report });
}
