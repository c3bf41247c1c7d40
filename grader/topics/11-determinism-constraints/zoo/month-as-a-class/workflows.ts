import { defineQuery, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import { BONUS_POINTS, GOLD_FROM, type LoyaltyInput, type LoyaltyResult, type Progress, type Purchase } from './shared';

const { listPurchases, awardPoints, sendStatement } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export const progress = defineQuery<Progress>('progress');

class Month {
  private stage: Progress['stage'] = 'listing';

  constructor(private readonly input: LoyaltyInput) {
    this.points = 0;
  }

  get points(): number {
    return Number(Reflect.get(globalThis, 'points'));
  }

  set points(points: number) {
    Reflect.set(globalThis, 'points', points);
  }

  progress(): Progress {
    return { points: this.points, stage: this.stage };
  }

  async count(): Promise<LoyaltyResult> {
    const { customerId, month } = this.input;
    const purchases = await listPurchases({ customerId, month });
    this.stage = 'awarding';
    for (const purchase of purchases) await this.award(purchase);
    this.stage = 'sending';
    const statement = [month, `${this.points} points`].join(': ');
    await sendStatement({ customerId, text: statement, key: `${customerId}/${month}` });
    this.stage = 'done';
    return { points: this.points, tier: this.points < GOLD_FROM ? 'basic' : 'gold', statement };
  }

  private async award({ id, cents, at }: Purchase): Promise<void> {
    const { customerId, bonusAfter } = this.input;
    const awards = [{ points: Math.trunc(cents / 100), reason: 'purchase' as 'purchase' | 'midnight-bonus' }];
    const lateFrom = new Date(at).setUTCHours(bonusAfter, 0, 0, 0);
    if (Date.parse(at) >= lateFrom) awards.push({ points: BONUS_POINTS, reason: 'midnight-bonus' });
    for (const { points, reason } of awards) {
      await awardPoints({ customerId, points, reason, key: [customerId, id, reason].join('/') });
      this.points += points;
    }
  }
}

export async function loyaltyMonth(input: LoyaltyInput): Promise<LoyaltyResult> {
  const month = new Month(input);
  setHandler(progress, () => month.progress());
  return await month.count();
}
