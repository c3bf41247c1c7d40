import { defineQuery, defineSignal, proxyActivities, setHandler, sleep, Trigger } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Phase, Trial, TrialResult } from './shared';

const { sendMail, chargeFirstMonth } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const subscribe = defineSignal('subscribe');
export const phase = defineQuery<Phase>('phase');

export async function trial({ customerId, email }: Trial): Promise<TrialResult> {
  let now: Phase = 'trial';
  const subscribed = new Trigger<boolean>();
  setHandler(phase, () => now);
  setHandler(subscribe, () => {
    subscribed.resolve(true);
  });
  const subscribesWithin = (days: number) => Promise.race([subscribed, sleep(days * 86_400_000).then(() => false)]);

  await sendMail({ customerId, email, template: 'welcome', key: `${customerId}/welcome` });
  let outcome: TrialResult['outcome'] = (await subscribesWithin(11)) ? 'converted' : 'expired';
  if (outcome === 'expired') {
    await sendMail({ customerId, email, template: 'reminder', key: `${customerId}/reminder` });
    now = 'reminded';
    outcome = (await subscribesWithin(3)) ? 'converted' : 'expired';
  }
  if (outcome === 'converted') await chargeFirstMonth({ customerId, key: `${customerId}/first-month` });
  now = outcome;
  return { outcome };
}
