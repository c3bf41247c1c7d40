import { proxyActivities } from '@temporalio/workflow';
import type { createActivities } from './activities';
import type { Onboarded, Seller } from './shared';

const { onboard } = proxyActivities<ReturnType<typeof createActivities>>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '6 minutes',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
});

export async function onboardSeller(seller: Seller): Promise<Onboarded> {
  return await onboard(seller);
}
