import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Refunded, RefundRequest } from './shared';

const { payAndMail } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function refund(request: RefundRequest): Promise<Refunded> {
  return await payAndMail(request);
}
