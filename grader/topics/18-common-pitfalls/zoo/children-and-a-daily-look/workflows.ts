import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  CancellationScope,
  ChildWorkflowFailure,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  executeChild,
  isCancellation,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type * as activities from './activities';
import { Notebook } from './notebook';
import type { Note, ReturnRequest, ReturnResult, ReturnStatus } from './shared';
export const arrived = defineSignal('arrived');
export const addNote = defineUpdate<number, [Note]>('addNote');
export const status = defineQuery<ReturnStatus>('status');
const steps = proxyActivities<typeof activities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '500ms' },
});
export async function shelve(item: { returnId: string; sku: string; quantity: number; key: string }) {
  return await steps.restock(item);
}
export async function writeLetter(letter: { email: string; text: string; key: string }) {
  await steps.mail(letter);
}
export async function handleReturn(request: ReturnRequest): Promise<ReturnResult> {
  const { returnId, cents, items, photosUrl, email } = request;
  const book = new Notebook();
  let phase: ReturnStatus['phase'] = 'open';
  let back = false;
  setHandler(addNote, async ({ text }) => {
    const n = book.add(text);
    await Promise.resolve();
    return n;
  });
  setHandler(arrived, () => {
    back = true;
  });
  setHandler(status, () => ({ phase, notes: book.size }));
  if (!items.length) throw new ApplicationFailure('nothing', 'NothingToReturn', true);
  const scope = new CancellationScope();
  await steps.createLabel({ returnId, key: returnId });
  const waited = scope.run(async () => {
    for (;;) {
      if (await condition(() => back, '1 day')) return;
    }
  });
  try {
    await waited;
  } catch (error) {
    if (!isCancellation(error)) throw error;
    await CancellationScope.nonCancellable(async () => steps.voidLabel({ returnId, key: `${returnId}-void` }));
    throw error;
  }
  phase = 'arrived';
  let report: string | undefined;
  if (photosUrl) ({ reportId: report } = await steps.inspectPhotos({ photosUrl }));
  const restocked: string[] = [];
  const failed: string[] = [];
  for (const item of items) {
    try {
      restocked.push(
        (
          await executeChild(shelve, {
            args: [{ ...item, returnId, key: `${returnId}#${item.sku}` }],
            workflowId: `${workflowInfo().workflowId}-${item.sku}`,
          })
        ).sku,
      );
    } catch (error) {
      if (isCancellation(error)) throw error;
      if (!(error instanceof ChildWorkflowFailure)) throw error;
      failed.push(item.sku);
    }
  }
  const outcome = await steps.refund({ returnId, cents, key: workflowInfo().runId }).then(
    () => 'refunded' as const,
    (error) => {
      if (
        error instanceof ActivityFailure &&
        error.cause instanceof ApplicationFailure &&
        error.cause.type === 'AccountClosed'
      )
        return 'refused' as const;
      throw error;
    },
  );
  if (email)
    await executeChild(writeLetter, {
      args: [{ email, text: `Your return ${returnId} is ${outcome}.`, key: `${returnId}/closed` }],
    });
  phase = 'closed';
  await condition(allHandlersFinished);
  return {
    returnId,
    status: outcome,
    restocked,
    failed,
    report,
    daysOpen: Math.trunc((Date.now() - +workflowInfo().startTime) / 1000 / 60 / 60 / 24),
  };
}
