// What the loyalty programme asks of Harbour's other services. It is right as it is: each call is safe to repeat,
// and a refusal is final.
import { loyalty, mail, purchases, refusalsAreFinal } from '#world';
import type { Purchase } from './shared';

export async function listPurchases(query: { customerId: string; month: string }): Promise<Purchase[]> {
  return await refusalsAreFinal(purchases.list(query));
}

export async function awardPoints(award: {
  customerId: string;
  points: number;
  reason: 'purchase' | 'midnight-bonus';
  key: string;
}): Promise<void> {
  await refusalsAreFinal(loyalty.award(award));
}

export async function sendStatement({
  customerId,
  text,
  key,
}: {
  customerId: string;
  text: string;
  key: string;
}): Promise<void> {
  await refusalsAreFinal(mail.send({ key, to: customerId, subject: 'Your points', text }));
}
