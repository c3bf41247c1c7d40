// What a trial does outside of the workflow. `wholeTrial` was meant to do all of it, days of waiting included. Then the
// machine was restarted: some customers were welcomed twice, and some were charged who had never subscribed.
// Goal: an activity is one step, done within moments; waiting and deciding are the workflow's.
// Stays: `sendMail` and `chargeFirstMonth`. They are right: called again with the same key, they do nothing new.
import { mail, payments } from '#world';

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

// `wholeTrial` is gone. An activity lives in one process and dies with it: nothing that takes days belongs in here.
