import { defineQuery, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import { BONUS_POINTS, GOLD_FROM, type LoyaltyInput, type LoyaltyResult, type Progress } from './shared';

const { listPurchases, awardPoints, sendStatement } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export const progress = defineQuery<Progress>('progress');

export async function loyaltyMonth({ customerId, month, bonusAfter }: LoyaltyInput): Promise<LoyaltyResult> {
  const now: Progress = { points: 0, stage: 'listing' };
  setHandler(progress, () => now);

  const purchases = await listPurchases({ customerId, month });
  const late = new Set(purchases.filter(({ at }) => at.slice(11) >= `${String(bonusAfter).padStart(2, '0')}:`));
  const award = async (points: number, reason: 'purchase' | 'midnight-bonus', key: string) => {
    await awardPoints({ customerId, points, reason, key: `${customerId}/${key}` });
    now.points += points;
  };

  now.stage = 'awarding';
  await Promise.all([
    ...purchases.map(({ id, cents }) => award(Math.floor(cents / 100), 'purchase', id)),
    ...[...late].map(({ id }) => award(BONUS_POINTS, 'midnight-bonus', `late/${id}`)),
  ]);

  now.stage = 'sending';
  const statement = `${month}: ${now.points} points`;
  await sendStatement({ customerId, text: statement, key: `${customerId}/${month}` });

  now.stage = 'done';
  return { points: now.points, tier: now.points >= GOLD_FROM ? 'gold' : 'basic', statement };
}
