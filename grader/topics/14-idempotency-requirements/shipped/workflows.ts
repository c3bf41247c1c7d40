// Harbour renews a subscription once a month: charge, move the date, add loyalty points, mail a receipt.
// On the first of this month answers of the payment provider got lost. Some customers paid three times, and others got
// their add-on for nothing.
// Goal: whatever happens to an attempt, each charge is made once. (More of it is in activities.ts and start.ts.)
// Stays: names, types, the order of the steps, one point for each whole euro, and that a lost answer is tried again.
import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';
import type { RenewalInput, RenewalResult } from './shared';

const { chargeRenewal, extendPeriod, addLoyalty, sendReceipt } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export async function renewSubscription(input: RenewalInput): Promise<RenewalResult> {
  const { subscriptionId, customerId, period, cents, addOnCents } = input;
  const key = workflowInfo().workflowId;

  // TODO(you): the plan and the add-on are two charges, and both are made.
  const plan = await chargeRenewal({ customerId, cents, item: 'plan', key });
  const chargeIds = [plan.chargeId];
  if (addOnCents > 0) {
    const addOn = await chargeRenewal({ customerId, cents: addOnCents, item: 'add-on', key });
    chargeIds.push(addOn.chargeId);
  }

  const { paidUntil } = await extendPeriod({ subscriptionId, period });
  const { points } = await addLoyalty({ customerId, points: Math.floor((cents + addOnCents) / 100), key });
  await sendReceipt({ customerId, chargeIds, key });
  return { chargeIds, paidUntil, points };
}
