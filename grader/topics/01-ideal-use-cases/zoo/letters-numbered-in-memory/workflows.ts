import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Phase, Trial, TrialResult } from './shared';

const { sendMail, chargeFirstMonth, nextNumber } = proxyActivities<typeof activities>({
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

  await sendMail({ email, template: 'welcome', key: `${customerId}/${await nextNumber()}` });

  let subscribed = await condition(() => now.subscribed, '11 days');
  if (!subscribed) {
    await sendMail({ email, template: 'reminder', key: `${customerId}/${await nextNumber()}` });
    now.phase = 'reminded';
    subscribed = await condition(() => now.subscribed, '3 days');
  }

  if (subscribed) await chargeFirstMonth({ customerId, key: `${customerId}/first-month` });
  const outcome = subscribed ? 'converted' : 'expired';
  now.phase = outcome;
  return { outcome };
}
