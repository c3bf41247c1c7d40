// A customer may try Harbour Plus for fourteen days. She gets a welcome at once and a reminder on day 11. As soon as
// she subscribes, her first month is charged, and the trial is over; without that it expires on day 14, and costs nothing.
// Goal: all of this as steps and waits of `trial`, so that no restart of any machine can make it forget.
// Stays: names and types. What is wired up here is right: the limits of the activities, the signal, the query.
import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Phase, Trial, TrialResult } from './shared';

const { sendMail, chargeFirstMonth } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });
const { wholeTrial } = proxyActivities<typeof activities>({ startToCloseTimeout: '15 days' });

export const subscribe = defineSignal('subscribe');
export const phase = defineQuery<Phase>('phase');

export async function trial({ customerId, email }: Trial): Promise<TrialResult> {
  const now: { phase: Phase; subscribed: boolean } = { phase: 'trial', subscribed: false };
  setHandler(phase, () => now.phase);
  setHandler(subscribe, () => {
    now.subscribed = true;
  });

  // TODO(you): the workflow takes the steps and waits between them; a subscription ends the wait at once.
  const { outcome } = await wholeTrial({ customerId, email });

  // TODO(you): `phase` tells at any time how far the trial is.
  return { outcome };
}
