import {
  CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  isCancellation,
  proxyActivities,
  rootCause,
  setHandler,
  setWorkflowOptions,
} from '@temporalio/workflow';
import type * as activities from './activities';
import type { Note, ReturnRequest, ReturnResult, ReturnStatus } from './shared';

export const arrived = defineSignal('arrived');
export const addNote = defineUpdate<number, [Note]>('addNote');
export const status = defineQuery<ReturnStatus>('status');

const steps = proxyActivities<typeof activities>({
  startToCloseTimeout: '10 minutes',
  scheduleToCloseTimeout: '30 days',
});
const DAY_MS = 86_400_000;

class NothingToReturn extends Error {}

class OpenReturn {
  private readonly notes: string[] = [];
  private readonly openedAt = new Date();
  private phase: ReturnStatus['phase'] = 'open';

  constructor(private readonly request: ReturnRequest) {
    setHandler(status, () => ({ phase: this.phase, notes: this.notes.length }));
    setHandler(addNote, async (note) => this.notes.push(note.text));
    setHandler(arrived, () => {
      this.phase = 'arrived';
    });
  }

  async handle(): Promise<ReturnResult> {
    const { returnId, photosUrl, email } = this.request;
    await steps.createLabel({ returnId, key: `${returnId}-label` });
    await this.parcel();
    const report = photosUrl ? (await steps.inspectPhotos({ photosUrl })).reportId : undefined;
    const restocked: string[] = [];
    const failed: string[] = [];
    for (const { sku, quantity } of this.request.items) {
      const done = await steps.restock({ returnId, sku, quantity, key: `${returnId}-${sku}` }).catch((error) => {
        if (isCancellation(error)) throw error;
      });
      (done ? restocked : failed).push(sku);
    }
    const result = { returnId, status: await this.refunded(), restocked, failed, ...(report && { report }) };
    if (email) await steps.mail({ email, text: `${returnId}: ${result.status}`, key: returnId });
    this.phase = 'closed';
    return { ...result, daysOpen: Math.trunc((new Date().getTime() - this.openedAt.getTime()) / DAY_MS) };
  }

  private async parcel(): Promise<void> {
    const { returnId } = this.request;
    try {
      await condition(() => this.phase !== 'open');
    } finally {
      if (this.phase === 'open')
        await CancellationScope.nonCancellable(() => steps.voidLabel({ returnId, key: `${returnId}-void` }));
    }
  }

  private async refunded(): Promise<ReturnResult['status']> {
    const { returnId, cents } = this.request;
    try {
      await steps.refund({ returnId, cents, key: `${returnId}-refund` });
      return 'refunded';
    } catch (error) {
      // The message of the failure's root is the service's own, which begins with the code.
      if (rootCause(error)?.includes('AccountClosed')) return 'refused';
      throw error;
    }
  }
}

export async function handleReturn(request: ReturnRequest): Promise<ReturnResult> {
  if (!request.items.length) throw new NothingToReturn(request.returnId);
  return await new OpenReturn(request).handle();
}
setWorkflowOptions({ failureExceptionTypes: [NothingToReturn] }, handleReturn);
