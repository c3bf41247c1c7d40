import { defineQuery, executeChild, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import { BONUS_POINTS, GOLD_FROM, type LoyaltyInput, type LoyaltyResult, type Progress } from './shared';

const { listPurchases, awardPoints, sendStatement } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export const progress = defineQuery<Progress>('progress');

export async function loyaltyMonth({ customerId, month, bonusAfter }: LoyaltyInput): Promise<LoyaltyResult> {
  let points = 0;
  let stage: Progress['stage'] = 'listing';
  setHandler(progress, () => ({ points, stage }));

  const purchases = await listPurchases({ customerId, month });

  stage = 'awarding';
  for (const { id, cents, at } of purchases) {
    const key = `${customerId}/${id}`;
    points += await executeChild(loyaltyAward, {
      args: [{ customerId, points: Math.floor(cents / 100), reason: 'purchase', key }],
    });
    if (Number(at.split('T')[1]?.split(':')[0]) < bonusAfter) continue;
    points += await executeChild(loyaltyAward, {
      args: [{ customerId, points: BONUS_POINTS, reason: 'midnight-bonus', key: `${key}/bonus` }],
    });
  }

  stage = 'sending';
  const statement = `${month}: ${points} points`;
  await sendStatement({ customerId, text: statement, key: `${customerId}/${month}` });

  stage = 'done';
  return { points, tier: points >= GOLD_FROM ? 'gold' : 'basic', statement };
}

/** One award, as a workflow of its own. */
export async function loyaltyAward(award: Parameters<typeof awardPoints>[0]): Promise<number> {
  await awardPoints(award);
  return award.points;
}
