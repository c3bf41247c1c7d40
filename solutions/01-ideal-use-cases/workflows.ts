// A customer may try Harbour Plus for fourteen days. She gets a welcome at once and a reminder on day 11. As soon as
// she subscribes, her first month is charged, and the trial is over; without that it expires on day 14, and costs nothing.
// Goal: all of this as steps and waits of `trial`, so that no restart of any machine can make it forget.
// Stays: names and types. What is wired up here is right: the limits of the activities, the signal, the query.
import { condition, defineQuery, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Phase, Trial, TrialResult } from './shared';

const { sendMail, chargeFirstMonth } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export const subscribe = defineSignal('subscribe');
export const phase = defineQuery<Phase>('phase');

export async function trial({ customerId, email }: Trial): Promise<TrialResult> {
  const now: { phase: Phase; subscribed: boolean } = { phase: 'trial', subscribed: false };
  setHandler(phase, () => now.phase);
  setHandler(subscribe, () => {
    now.subscribed = true;
  });

  // A key says which letter it is, so that a second attempt is not a second letter.
  await sendMail({ customerId, email, template: 'welcome', key: `${customerId}/welcome` });

  // `condition` ends at once when she subscribes, and after eleven days at the latest. The timer is the server's:
  // no process waits. Which of the two it was is the answer, and it decides what happens next.
  let subscribed = await condition(() => now.subscribed, '11 days');
  if (!subscribed) {
    await sendMail({ customerId, email, template: 'reminder', key: `${customerId}/reminder` });
    now.phase = 'reminded';
    subscribed = await condition(() => now.subscribed, '3 days');
  }

  if (subscribed) await chargeFirstMonth({ customerId, key: `${customerId}/first-month` });
  now.phase = subscribed ? 'converted' : 'expired';
  return { outcome: now.phase };
}
