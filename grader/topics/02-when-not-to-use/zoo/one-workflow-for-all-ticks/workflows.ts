import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type * as activities from './activities';
import type { Refunded, RefundRequest, Tick } from './shared';

const { refundPayment, mailRefund, storeRate } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export async function refund({ orderId, cents }: RefundRequest): Promise<Refunded> {
  const { refundId } = await refundPayment({ orderId, cents, key: orderId });
  await mailRefund({ orderId, refundId, key: orderId });
  return { refundId };
}

export const tick = defineSignal<[Tick]>('tick');

export async function allTicks(waiting: Tick[] = []): Promise<void> {
  setHandler(tick, (next) => void waiting.push(next));
  while (!workflowInfo().continueAsNewSuggested) {
    await condition(() => waiting.length > 0);
    for (let next = waiting.shift(); next; next = waiting.shift()) await storeRate(next);
  }
  await continueAsNew<typeof allTicks>(waiting);
}
