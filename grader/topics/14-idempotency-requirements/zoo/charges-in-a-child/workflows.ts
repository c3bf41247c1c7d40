// A renewal that leaves its charges to a child workflow, and activities that make their keys themselves.
import { executeChild, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';
import type { RenewalInput, RenewalResult } from './shared';

const { chargeRenewal, extendPeriod, addLoyalty, sendReceipt } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export async function chargeItems({ customerId, cents, addOnCents }: RenewalInput): Promise<string[]> {
  const { workflowId } = workflowInfo();
  const plan = await chargeRenewal({ customerId, cents, item: 'plan', key: workflowId });
  if (addOnCents === 0) return [plan.chargeId];
  const addOn = await chargeRenewal({ customerId, cents: addOnCents, item: 'add-on', key: workflowId });
  return [plan.chargeId, addOn.chargeId];
}

export async function renewSubscription(input: RenewalInput): Promise<RenewalResult> {
  const { subscriptionId, customerId, period, cents, addOnCents } = input;
  const key = workflowInfo().workflowId;
  const chargeIds = await executeChild(chargeItems, { workflowId: `${key}/charges`, args: [input] });
  const { paidUntil } = await extendPeriod({ subscriptionId, period });
  const { points } = await addLoyalty({ customerId, points: Math.floor((cents + addOnCents) / 100), key });
  await sendReceipt({ customerId, chargeIds, key });
  return { chargeIds, paidUntil, points };
}
