// A renewal whose keys say what is paid: which subscription, which month, which item.
import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { RenewalInput, RenewalResult } from './shared';

const steps = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  retry: { maximumInterval: '1m' },
});

export async function renewSubscription(input: RenewalInput): Promise<RenewalResult> {
  const { subscriptionId, customerId, period } = input;
  const keyFor = (step: string) => `${step} of ${subscriptionId} for ${period}`;
  const items = [
    { item: 'plan' as const, cents: input.cents },
    { item: 'add-on' as const, cents: input.addOnCents },
  ];
  const chargeIds: string[] = [];
  for (const { item, cents } of items.filter((each) => each.cents > 0)) {
    const { chargeId } = await steps.chargeRenewal({ customerId, cents, item, key: keyFor(item) });
    chargeIds.push(chargeId);
  }
  const { paidUntil } = await steps.extendPeriod({ subscriptionId, period });
  const given = Math.floor((input.cents + input.addOnCents) / 100);
  const { points } = await steps.addLoyalty({ customerId, points: given, key: keyFor('points') });
  await steps.sendReceipt({ customerId, chargeIds, key: keyFor('receipt') });
  return { chargeIds, paidUntil, points };
}
