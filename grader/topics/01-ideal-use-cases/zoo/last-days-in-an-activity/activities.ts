import { setTimeout } from 'node:timers/promises';
import { mail, payments } from '#world';

export async function sendMail({ email, template, key }: { email: string; template: string; key: string }) {
  await mail.send({ key, to: email, subject: template });
}

export async function chargeFirstMonth({ customerId, key }: { customerId: string; key: string }) {
  return await payments.charge({ key, account: customerId, cents: 1900 });
}

export async function waitDays({ days }: { days: number }): Promise<void> {
  await setTimeout(days * 86_400_000);
}
