import type { Lab } from '../../../lab/lab.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { SellerProduct } from '../../../world/services/catalogue.ts';
import type { OperationName } from '../../../world/services.ts';

/** What the services are asked for in an onboarding that goes well, in the order of its steps. */
export const order = [
  'documents.verify',
  'accounts.create',
  'catalogue.fetch',
  'catalogue.add',
  'mail.send',
] as const satisfies readonly OperationName[];

export interface Seller {
  sellerId: string;
  name: string;
  email: string;
  documents: string[];
  catalogueUrl: string;
}

/** A seller no submission has seen. */
export function drawSeller({ draw }: Lab): Seller {
  const sellerId = draw.id('seller');
  return {
    sellerId,
    name: draw.id('shop'),
    email: `${sellerId}@example.com`,
    documents: [draw.id('licence'), draw.id('passport')],
    catalogueUrl: `https://${sellerId}.example/catalogue.json`,
  };
}

/** Lets the seller offer so many products, with descriptions of so many letters. Faults of the download come before. */
export function offers({ draw, world }: Lab, count: number, letters = 20): SellerProduct[] {
  const word = draw.word();
  // Drawn letter by letter: what repeats itself is small once it is packed.
  const text = (length: number): string => {
    let drawn = '';
    while (drawn.length < length) drawn += draw.integer(36 ** 5, 36 ** 6 - 1).toString(36);
    return drawn.slice(0, length);
  };
  const products = Array.from({ length: count }, (_, index) => ({
    sku: `${word}-${index}`,
    name: draw.word(),
    description: text(letters),
    cents: draw.integer(100, 90_000),
  }));
  world.knows('catalogue.fetch', () => ({ products }));
  return products;
}

/** Starts an onboarding; what the world does to it has to be said before. */
export async function onboard(lab: Lab): Promise<{ seller: Seller; run: Run }> {
  const seller = drawSeller(lab);
  return { seller, run: await lab.start('onboardSeller', seller) };
}

/** The run whose activity made a call: an onboarding, or a child of it. */
export async function callerOf(lab: Lab, run: Run, row: LedgerRow | undefined): Promise<Run> {
  const { workflowId } = row?.caller ?? {};
  if (!workflowId || workflowId === run.workflowId) return run;
  return (await lab.find('a child', workflowId)) ?? run;
}

/** What calls of the import put into the shop. */
export function importedSkus(calls: readonly LedgerRow[]): string[] {
  return calls.flatMap(({ args }) => (Array.isArray(args.products) ? args.products : [])).map(({ sku }) => String(sku));
}

/** What an import left out, brought twice, or took from somebody else; in any order. */
export function amiss(wanted: readonly string[], imported: readonly string[]): string | undefined {
  const times = new Map<string, number>();
  for (const sku of imported) times.set(sku, (times.get(sku) ?? 0) + 1);
  const texts = [
    ['These products were missing', wanted.filter((sku) => !times.has(sku))],
    ['These came twice', wanted.filter((sku) => (times.get(sku) ?? 0) > 1)],
    ['These are not of this seller', [...times.keys()].filter((sku) => !wanted.includes(sku))],
  ] as const;
  const said = texts.filter(([, skus]) => skus.length > 0).map(([what, skus]) => `${what}: ${some(skus)}.`);
  return said.length > 0 ? said.join(' ') : undefined;
}

function some(skus: readonly string[]): string {
  const shown = skus.slice(0, 3).join(', ');
  return skus.length > 3 ? `${shown} and ${skus.length - 3} more` : shown;
}

/** How an onboarding ended: `completed with …`, `failed with NameTaken`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `completed with \`${JSON.stringify(outcome.result) ?? 'nothing'}\``;
  if (outcome.status !== 'failed') return `ended as ${outcome.status}`;
  const types = failureTypes(outcome.failure);
  return `failed with ${types.join(', because of ') || `“${outcome.failure.cause?.message ?? outcome.failure.message}”, without a type`}`;
}
