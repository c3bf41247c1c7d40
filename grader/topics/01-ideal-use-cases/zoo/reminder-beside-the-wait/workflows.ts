import {
  CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  proxyActivities,
  setHandler,
  sleep,
  uuid4,
} from '@temporalio/workflow';
import type * as activities from './activities';
import type { Phase, Trial, TrialResult } from './shared';

const { sendMail, chargeFirstMonth } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const subscribe = defineSignal('subscribe');
export const phase = defineQuery<Phase>('phase');

export async function trial({ customerId, email }: Trial): Promise<TrialResult> {
  const deadline = Date.now() + 14 * 86_400_000;
  const state = { phase: 'trial' as Phase, isSubscribed: false };
  setHandler(phase, () => state.phase);
  setHandler(subscribe, () => {
    state.isSubscribed = true;
  });

  const reminding = new CancellationScope();
  reminding
    .run(async () => {
      await sleep('11 days');
      await sendMail({ customerId, email, template: 'reminder', key: uuid4() });
      state.phase = 'reminded';
    })
    .catch(() => {});

  await sendMail({ customerId, email, template: 'welcome', key: uuid4() });
  const isSubscribed = await condition(() => state.isSubscribed, deadline - Date.now());
  reminding.cancel();
  if (isSubscribed) await chargeFirstMonth({ customerId, key: uuid4() });
  state.phase = isSubscribed ? 'converted' : 'expired';
  return { outcome: state.phase };
}
