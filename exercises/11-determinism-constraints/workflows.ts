// Harbour's loyalty programme: each purchase of a month earns points, a late one earns a bonus, and the customer gets a
// statement. It passed every test on a laptop. Then operations moved a worker to Kathmandu and restarted another one.
// Goal: wherever, however often and beside whatever else it runs, a month comes out the same.
// Stays: names and types, the rules in shared.ts, what `progress` answers, one statement a month.
import { defineQuery, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type * as activities from './activities';
import { BONUS_POINTS, GOLD_FROM, type LoyaltyInput, type LoyaltyResult, type Progress } from './shared';

const { listPurchases, awardPoints, sendStatement } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export const progress = defineQuery<Progress>('progress');

interface PurchaseDate extends Date {
  isLate(): boolean;
}

export async function loyaltyMonth({ customerId, month, bonusAfter }: LoyaltyInput): Promise<LoyaltyResult> {
  let points = 0;
  let stage: Progress['stage'] = 'listing';

  setHandler(progress, () => {
    // TODO(you): looking at a month's progress leaves no trace.
    void sendStatement({ customerId, text: `${month}: ${points} points so far`, key: `${customerId}/${month}/so-far` });
    return { points, stage };
  });

  // TODO(you): each month goes by its own `bonusAfter`, whatever else this worker runs.
  // TODO(you): a purchase is late by UTC, wherever this worker runs.
  (Date.prototype as PurchaseDate).isLate ??= function () {
    return this.getHours() >= bonusAfter;
  };

  const purchases = await listPurchases({ customerId, month });

  stage = 'awarding';
  for (const { id, cents, at } of purchases) {
    const earned = Math.floor(cents / 100);
    await awardPoints({ customerId, points: earned, reason: 'purchase', key: `${customerId}/${id}` });
    points += earned;
    if ((new Date(at) as PurchaseDate).isLate()) {
      await awardPoints({
        customerId,
        points: BONUS_POINTS,
        reason: 'midnight-bonus',
        key: `${customerId}/${id}/bonus`,
      });
      points += BONUS_POINTS;
    }
  }

  stage = 'sending';
  const statement = `${month}: ${points} points`;
  // TODO(you): a replay finds every step of the first run, the statement too.
  if (!workflowInfo().unsafe.isReplaying) {
    await sendStatement({ customerId, text: statement, key: `${customerId}/${month}` });
  }

  stage = 'done';
  return { points, tier: points >= GOLD_FROM ? 'gold' : 'basic', statement };
}
