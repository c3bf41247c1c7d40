// Three workflows that nobody needs, and room for the one that Harbour does.
// Goal: `refund` pays the money back, then mails the customer, and answers with the refund's id.
// Stays: the name `refund`, what it takes and what it answers. The options of the activities are right as they are.
import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Product, Tick } from './shared';

const { readProduct, storeRate } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

// TODO(you): only what has to survive a crash is a workflow; what nobody starts any more is gone (that is not graded).
export async function productPage(query: { sku: string }): Promise<Product | null> {
  return await readProduct(query);
}

export async function foreignPrice({ cents, rate }: { cents: number; rate: number }): Promise<{ cents: number }> {
  return { cents: Math.round(cents * rate) };
}

export async function rateTick(tick: Tick): Promise<void> {
  await storeRate(tick);
}
