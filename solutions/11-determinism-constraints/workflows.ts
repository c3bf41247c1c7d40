// Harbour's loyalty programme: each purchase of a month earns points, a late one earns a bonus, and the customer gets a
// statement. It passed every test on a laptop. Then operations moved a worker to Kathmandu and restarted another one.
// Goal: wherever, however often and beside whatever else it runs, a month comes out the same.
// Stays: names and types, the rules in shared.ts, what `progress` answers, one statement a month.
import { defineQuery, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import { BONUS_POINTS, GOLD_FROM, type LoyaltyInput, type LoyaltyResult, type Progress } from './shared';

const { listPurchases, awardPoints, sendStatement } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export const progress = defineQuery<Progress>('progress');

// A function of its own, given all it needs. A method on `Date.prototype` would be seen by every workflow of this worker:
// built-in prototypes are the one thing that runs share. And `getUTCHours`, because `getHours` asks the machine.
function isLate(at: string, bonusAfter: number): boolean {
  return new Date(at).getUTCHours() >= bonusAfter;
}

export async function loyaltyMonth({ customerId, month, bonusAfter }: LoyaltyInput): Promise<LoyaltyResult> {
  let points = 0;
  let stage: Progress['stage'] = 'listing';

  // A query only reads: it is not in the history, so a replay would not find what it had started or changed.
  setHandler(progress, () => ({ points, stage }));

  const purchases = await listPurchases({ customerId, month });

  stage = 'awarding';
  for (const { id, cents, at } of purchases) {
    const earned = Math.floor(cents / 100);
    await awardPoints({ customerId, points: earned, reason: 'purchase', key: `${customerId}/${id}` });
    points += earned;
    if (isLate(at, bonusAfter)) {
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
  // No guard against replay: the history has the answer of this call, so a replay takes it from there and calls nobody.
  await sendStatement({ customerId, text: statement, key: `${customerId}/${month}` });

  stage = 'done';
  return { points, tier: points >= GOLD_FROM ? 'gold' : 'basic', statement };
}
