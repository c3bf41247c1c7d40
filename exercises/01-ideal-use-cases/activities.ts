// What a trial does outside of the workflow. `wholeTrial` was meant to do all of it, days of waiting included. Then the
// machine was restarted: some customers were welcomed twice, and some were charged who had never subscribed.
// Goal: an activity is one step, done within moments; waiting and deciding are the workflow's.
// Stays: `sendMail` and `chargeFirstMonth`. They are right: called again with the same key, they do nothing new.
import { setTimeout } from 'node:timers/promises';
import { mail, payments } from '#world';
import type { Trial, TrialResult } from './shared';

export interface Letter {
  customerId: string;
  email: string;
  template: 'welcome' | 'reminder';
  /** Names this letter: the same key is mailed once. */
  key: string;
}

export async function sendMail({ email, template, key }: Letter): Promise<void> {
  await mail.send({ key, to: email, subject: template });
}

/** The same key is charged once. */
export async function chargeFirstMonth({ customerId, key }: { customerId: string; key: string }) {
  return await payments.charge({ key, account: customerId, cents: 1900 });
}

const day = 24 * 60 * 60 * 1000;

// TODO(you): no activity waits for days, and none keeps in its memory how far a trial is.
export async function wholeTrial({ customerId, email }: Trial): Promise<TrialResult> {
  await sendMail({ customerId, email, template: 'welcome', key: `welcome ${Math.random()}` });
  await setTimeout(11 * day);
  await sendMail({ customerId, email, template: 'reminder', key: `reminder ${Math.random()}` });
  await setTimeout(3 * day);
  await chargeFirstMonth({ customerId, key: customerId });
  return { outcome: 'converted' };
}
