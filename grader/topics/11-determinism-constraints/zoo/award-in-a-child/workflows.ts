import { defineQuery, executeChild, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import { BONUS_POINTS, GOLD_FROM, type LoyaltyInput, type LoyaltyResult, type Progress, type Purchase } from './shared';

const { listPurchases, awardPoints, sendStatement } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export const progress = defineQuery<Progress>('progress');

export async function loyaltyMonth(input: LoyaltyInput): Promise<LoyaltyResult> {
  const { customerId, month } = input;
  let points = 0;
  let stage: Progress['stage'] = 'listing';
  setHandler(progress, () => ({ points, stage }));

  const purchases = await listPurchases({ customerId, month });

  stage = 'awarding';
  for (const purchase of purchases) points += await executeChild(loyaltyPurchase, { args: [input, purchase] });

  stage = 'sending';
  const statement = `${month}: ${points} points`;
  await sendStatement({ customerId, text: statement, key: `${customerId}/${month}` });

  stage = 'done';
  return { points, tier: points >= GOLD_FROM ? 'gold' : 'basic', statement };
}

/** What one purchase earns, bonus included. */
export async function loyaltyPurchase({ customerId, bonusAfter }: LoyaltyInput, purchase: Purchase): Promise<number> {
  const { id, cents, at } = purchase;
  const earned = Math.floor(cents / 100);
  await awardPoints({ customerId, points: earned, reason: 'purchase', key: `${customerId}/${id}` });
  if (Number(at.split('T')[1]?.split(':')[0]) < bonusAfter) return earned;
  await awardPoints({ customerId, points: BONUS_POINTS, reason: 'midnight-bonus', key: `${customerId}/${id}/bonus` });
  return earned + BONUS_POINTS;
}
