// A pull request: Harbour takes returns. It compiles, it was clicked through once, and nine of its lines do harm.
// Goal: the promises in shared.ts hold. Not everything that looks wrong is: what works may stay as it is.
// Stays: names, types, what is done and in which order. Bugs are not marked here; read as a reviewer does.
import {
  ActivityFailure,
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

const { createLabel, voidLabel, inspectPhotos, restock, refund } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});
// A number alone counts milliseconds.
const { mail } = proxyActivities<typeof activities>({ startToCloseTimeout: '30 seconds' });

const DAY = 24 * 60 * 60 * 1000;
// Every run has a module of its own, rebuilt by replay like its other variables: this list is not shared.
const notes: string[] = [];

export async function handleReturn(request: ReturnRequest): Promise<ReturnResult> {
  const { returnId, cents, items, photosUrl, email } = request;
  // A plain Error is taken for a bug and tried again for ever; this failure is meant.
  if (items.length === 0) throw ApplicationFailure.nonRetryable(`${returnId} has no items`, 'NothingToReturn');

  // The clock of a workflow is the history's: the same at every replay.
  const openedAt = Date.now();
  let phase: ReturnStatus['phase'] = 'open';

  // Before the first wait: an update that finds no handler is refused.
  setHandler(status, () => ({ phase, notes: notes.length }));
  setHandler(addNote, ({ text }) => notes.push(text));
  setHandler(arrived, () => {
    phase = 'arrived';
  });
  const close = (result: Pick<ReturnResult, 'status' | 'restocked' | 'failed' | 'report'>): ReturnResult => {
    phase = 'closed';
    return { returnId, ...result, daysOpen: Math.floor((Date.now() - openedAt) / DAY) };
  };

  await createLabel({ returnId, key: returnId });
  try {
    await condition(() => phase === 'arrived');
  } catch (error) {
    await CancellationScope.nonCancellable(() => voidLabel({ returnId, key: returnId }));
    // Cleaned up, and still cancelled: whoever asked for it sees that it worked.
    throw error;
  }

  const report = photosUrl ? (await inspectPhotos({ photosUrl })).reportId : undefined;
  // One item that is refused must neither hide nor overtake the others.
  const shelved = await Promise.allSettled(
    items.map(({ sku, quantity }) => restock({ returnId, sku, quantity, key: `${returnId}/${sku}` })),
  );
  const restocked = shelved.flatMap((item) => (item.status === 'fulfilled' ? [item.value.sku] : []));
  const failed = items.map(({ sku }) => sku).filter((sku) => !restocked.includes(sku));

  let outcome: ReturnResult['status'] = 'refunded';
  try {
    await refund({ returnId, cents, key: `${returnId}/refund` });
  } catch (error) {
    // What an activity threw arrives in an envelope.
    const reason = error instanceof ActivityFailure ? error.cause : undefined;
    if (!(reason instanceof ApplicationFailure) || reason.type !== 'AccountClosed') throw error;
    outcome = 'refused';
  }

  // Not awaited, the letter is dropped when the workflow ends.
  if (email) await mail({ email, text: `Your return ${returnId} is ${outcome}.`, key: `${returnId}/closed` });
  return close({ status: outcome, restocked, failed, report });
}
