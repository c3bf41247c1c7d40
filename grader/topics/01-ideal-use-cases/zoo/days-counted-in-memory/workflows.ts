import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Phase, Trial, TrialResult } from './shared';

const { sendMail, chargeFirstMonth, countDay } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
});

export const subscribe = defineSignal('subscribe');
export const phase = defineQuery<Phase>('phase');

export async function trial({ customerId, email }: Trial): Promise<TrialResult> {
  const now: { phase: Phase; subscribed: boolean } = { phase: 'trial', subscribed: false };
  setHandler(phase, () => now.phase);
  setHandler(subscribe, () => {
    now.subscribed = true;
  });
  await sendMail({ email, template: 'welcome', key: `${customerId}/welcome` });
  for (let day = 0; day < 14 && !(await condition(() => now.subscribed, '1 day')); ) {
    day = await countDay({ customerId });
    if (day !== 11) continue;
    await sendMail({ email, template: 'reminder', key: `${customerId}/reminder` });
    now.phase = 'reminded';
  }
  if (now.subscribed) await chargeFirstMonth({ customerId, key: customerId });
  now.phase = now.subscribed ? 'converted' : 'expired';
  return { outcome: now.phase };
}
