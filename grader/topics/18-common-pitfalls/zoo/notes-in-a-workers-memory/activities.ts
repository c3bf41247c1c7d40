import { mail as letters, payments, refusalsAreFinal, returns } from '#world';

interface OfReturn {
  returnId: string;
  key: string;
}

const notes = new Map<string, string[]>();

export async function keepNote({ returnId, text }: { returnId: string; text: string }): Promise<number> {
  const kept = notes.get(returnId) ?? [];
  notes.set(returnId, kept);
  return kept.push(text);
}

export async function createLabel({ returnId, key }: OfReturn): Promise<{ labelId: string }> {
  return await refusalsAreFinal(returns.label({ returnId, key }));
}

export async function voidLabel({ returnId, key }: OfReturn): Promise<void> {
  await refusalsAreFinal(returns.voidLabel({ returnId, key }));
}

export async function inspectPhotos({ photosUrl }: { photosUrl: string }): Promise<{ reportId: string }> {
  const { reportId } = await refusalsAreFinal(returns.inspect({ photosUrl }));
  return { reportId };
}

export async function restock(item: OfReturn & { sku: string; quantity: number }): Promise<{ sku: string }> {
  await refusalsAreFinal(returns.restock(item));
  return { sku: item.sku };
}

export async function refund({ cents, key }: OfReturn & { cents: number }): Promise<{ refundId: string }> {
  return await refusalsAreFinal(payments.refund({ key, cents }));
}

export async function mail({ email, text, key }: { email: string; text: string; key: string }): Promise<void> {
  await refusalsAreFinal(letters.send({ to: email, subject: 'Your return', text, key }));
}
