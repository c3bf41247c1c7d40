// The steps of a return, in the same pull request. Each calls one of Harbour's services, which act once per key.
// Goal: the promises in shared.ts hold. A refusal is final (`refusalsAreFinal`); an outage is tried again by Temporal.
// Stays: names, types, and that every step calls its service once an attempt.
import { activityInfo } from '@temporalio/activity';
import { mail as letters, payments, refusalsAreFinal, returns } from '#world';

// TODO(you): every promise of shared.ts is kept.
interface OfReturn {
  returnId: string;
  key: string;
}

export async function createLabel({ returnId, key }: OfReturn): Promise<{ labelId: string }> {
  return await refusalsAreFinal(returns.label({ returnId, key }));
}

export async function voidLabel({ returnId, key }: OfReturn): Promise<void> {
  await refusalsAreFinal(returns.voidLabel({ returnId, key }));
}

export async function inspectPhotos({ photosUrl }: { photosUrl: string }): Promise<{ reportId: string }> {
  return await refusalsAreFinal(returns.inspect({ photosUrl }));
}

export async function restock(item: OfReturn & { sku: string; quantity: number }): Promise<{ sku: string }> {
  await refusalsAreFinal(returns.restock(item));
  return { sku: item.sku };
}

// The bank turns away a key it has seen before, so each attempt gets its own.
export async function refund({ cents, key }: OfReturn & { cents: number }): Promise<{ refundId: string }> {
  const { attempt } = activityInfo();
  return await refusalsAreFinal(payments.refund({ key: `${key}/${attempt}`, cents }));
}

export async function mail({ email, text, key }: { email: string; text: string; key: string }): Promise<void> {
  await refusalsAreFinal(letters.send({ to: email, subject: 'Your return', text, key }));
}
