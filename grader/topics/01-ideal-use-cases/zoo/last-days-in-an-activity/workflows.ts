import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Phase, Trial, TrialResult } from './shared';

const { sendMail, chargeFirstMonth, waitDays } = proxyActivities<typeof activities>({ startToCloseTimeout: '4 days' });

export const subscribe = defineSignal('subscribe');
export const phase = defineQuery<Phase>('phase');

export async function trial({ customerId, email }: Trial): Promise<TrialResult> {
  const now: { phase: Phase; subscribed: boolean } = { phase: 'trial', subscribed: false };
  setHandler(phase, () => now.phase);
  setHandler(subscribe, () => {
    now.subscribed = true;
  });
  await sendMail({ email, template: 'welcome', key: `${customerId}/welcome` });
  if (!(await condition(() => now.subscribed, '11 days'))) {
    await sendMail({ email, template: 'reminder', key: `${customerId}/reminder` });
    now.phase = 'reminded';
    await Promise.race([waitDays({ days: 3 }), condition(() => now.subscribed)]);
  }
  if (now.subscribed) await chargeFirstMonth({ customerId, key: customerId });
  now.phase = now.subscribed ? 'converted' : 'expired';
  return { outcome: now.phase };
}
