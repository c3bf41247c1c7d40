import { mail, payments } from '#world';

export async function sendMail({ email, template, key }: { email: string; template: string; key: string }) {
  await mail.send({ key, to: email, subject: template });
}

export async function chargeFirstMonth({ customerId, key }: { customerId: string; key: string }) {
  return await payments.charge({ key, account: customerId, cents: 1900 });
}

let last = 0;

export async function nextNumber(): Promise<number> {
  last += 1;
  return last;
}
