import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Phase, Trial, TrialResult } from './shared';

const act = proxyActivities<typeof activities>({ startToCloseTimeout: '30 seconds' });

export const subscribe = defineSignal('subscribe');
export const phase = defineQuery<Phase>('phase');

export async function trial({ customerId, email }: Trial): Promise<TrialResult> {
  let now: Phase = 'trial';
  let isSubscribed = false;
  setHandler(phase, () => now);
  setHandler(subscribe, () => {
    isSubscribed = true;
  });
  const mail = (template: 'welcome' | 'reminder') =>
    act.sendMail({ customerId, email, template, key: `${customerId} ${template}` });

  await mail('welcome');
  for (let day = 1; day <= 14; day++) {
    if (await condition(() => isSubscribed, '1 day')) {
      await act.chargeFirstMonth({ customerId, key: customerId });
      now = 'converted';
      return { outcome: now };
    }
    if (day === 11) {
      await mail('reminder');
      now = 'reminded';
    }
  }
  now = 'expired';
  return { outcome: now };
}
