import { defineQuery, proxyActivities, setHandler, uuid4 } from '@temporalio/workflow';
import type * as activities from './activities';
import { BONUS_POINTS, GOLD_FROM, type LoyaltyInput, type LoyaltyResult, type Progress } from './shared';

const { listPurchases, awardPoints, sendStatement } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export const progress = defineQuery<Progress>('progress');

// Each run has its own copy of the module, and a replay starts with a fresh one.
const loadedAt = Date.now();
const batch = `${uuid4()}-${Math.floor(Math.random() * 1_000_000)}`;
let points = 0;
let stage: Progress['stage'] = 'listing';

export async function loyaltyMonth({ customerId, month, bonusAfter }: LoyaltyInput): Promise<LoyaltyResult> {
  setHandler(progress, () => ({ points, stage }));
  const purchases = await listPurchases({ customerId, month });

  stage = 'awarding';
  for (const { cents, at } of purchases) {
    await award(Math.floor(cents / 100), 'purchase');
    if (new Date(at).getUTCHours() >= bonusAfter) await award(BONUS_POINTS, 'midnight-bonus');
  }

  // Some minutes after the month was begun, not all months at the same moment.
  const pause = loadedAt + Math.ceil(Math.random() * 30) * 60_000 - Date.now();
  if (Math.random() < 2) await new Promise<void>((resolve) => setTimeout(resolve, Math.max(pause, 1000)));

  stage = 'sending';
  const statement = `${month}: ${points} points`;
  await sendStatement({ customerId, text: statement, key: uuid4() });

  stage = 'done';
  return { points, tier: points >= GOLD_FROM ? 'gold' : 'basic', statement };

  async function award(earned: number, reason: 'purchase' | 'midnight-bonus'): Promise<void> {
    await awardPoints({ customerId, points: earned, reason, key: `${batch}-${Date.now()}-${uuid4()}` });
    points += earned;
  }
}
