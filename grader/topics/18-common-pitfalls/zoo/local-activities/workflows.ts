import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import type * as activities from './activities';
import type { Note, ReturnRequest, ReturnResult, ReturnStatus } from './shared';

export const arrived = defineSignal('arrived');
export const addNote = defineUpdate<number, [Note]>('addNote');
export const status = defineQuery<ReturnStatus>('status');

const { createLabel, voidLabel, inspectPhotos, restock, refund } = proxyLocalActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});
const { mail } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '30 seconds' });

const DAY = 24 * 60 * 60 * 1000;
const notes: string[] = [];

export async function handleReturn(request: ReturnRequest): Promise<ReturnResult> {
  const { returnId, cents, items, photosUrl, email } = request;
  if (items.length === 0) throw ApplicationFailure.nonRetryable(`${returnId} has no items`, 'NothingToReturn');

  const openedAt = Date.now();
  let phase: ReturnStatus['phase'] = 'open';

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
    throw error;
  }

  const report = photosUrl ? (await inspectPhotos({ photosUrl })).reportId : undefined;
  const shelved = await Promise.allSettled(
    items.map(({ sku, quantity }) => restock({ returnId, sku, quantity, key: `${returnId}/${sku}` })),
  );
  const restocked = shelved.flatMap((item) => (item.status === 'fulfilled' ? [item.value.sku] : []));
  const failed = items.map(({ sku }) => sku).filter((sku) => !restocked.includes(sku));

  let outcome: ReturnResult['status'] = 'refunded';
  try {
    await refund({ returnId, cents, key: `${returnId}/refund` });
  } catch (error) {
    const reason = error instanceof ActivityFailure ? error.cause : error;
    if (!(reason instanceof ApplicationFailure) || reason.type !== 'AccountClosed') throw error;
    outcome = 'refused';
  }

  const letter = email
    ? mail({ email, text: `Your return ${returnId} is ${outcome}.`, key: `${returnId}/closed` })
    : undefined;
  const result = close({ status: outcome, restocked, failed, report });
  await letter;
  return result;
}
