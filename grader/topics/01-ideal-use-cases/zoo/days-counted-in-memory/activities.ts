import { mail, payments } from '#world';

export async function sendMail({ email, template, key }: { email: string; template: string; key: string }) {
  await mail.send({ key, to: email, subject: template });
}

export async function chargeFirstMonth({ customerId, key }: { customerId: string; key: string }) {
  return await payments.charge({ key, account: customerId, cents: 1900 });
}

const days = new Map<string, number>();

export async function countDay({ customerId }: { customerId: string }): Promise<number> {
  days.set(customerId, (days.get(customerId) ?? 0) + 1);
  return days.get(customerId) ?? 0;
}
