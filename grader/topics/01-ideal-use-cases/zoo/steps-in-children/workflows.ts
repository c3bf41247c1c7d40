import { condition, defineQuery, defineSignal, executeChild, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Phase, Trial, TrialResult } from './shared';

const { sendMail, chargeFirstMonth } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const subscribe = defineSignal('subscribe');
export const phase = defineQuery<Phase>('phase');

export async function letter(what: activities.Letter): Promise<void> {
  await sendMail(what);
}

export async function firstMonth(customerId: string): Promise<void> {
  await chargeFirstMonth({ customerId, key: `first month of ${customerId}` });
}

export async function trial({ customerId, email }: Trial): Promise<TrialResult> {
  const now: { phase: Phase; subscribed: boolean } = { phase: 'trial', subscribed: false };
  setHandler(phase, () => now.phase);
  setHandler(subscribe, () => {
    now.subscribed = true;
  });

  await executeChild(letter, { args: [{ customerId, email, template: 'welcome', key: `welcome of ${customerId}` }] });

  let subscribed = await condition(() => now.subscribed, '11 days');
  if (!subscribed) {
    await executeChild(letter, {
      args: [{ customerId, email, template: 'reminder', key: `reminder of ${customerId}` }],
    });
    now.phase = 'reminded';
    subscribed = await condition(() => now.subscribed, '3 days');
  }

  if (subscribed) await executeChild(firstMonth, { args: [customerId] });
  const outcome = subscribed ? 'converted' : 'expired';
  now.phase = outcome;
  return { outcome };
}
