import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import { Ledger, type LedgerRow } from '../../../world/ledger.ts';
import type { SellerProduct } from '../../../world/services/catalogue.ts';
import { amiss, importedSkus, offers, onboard, order, type Seller, sayEnd } from './seller.ts';

export const onboarded: Check = check(
  'onboarded',
  'a seller gets an account, the whole catalogue and a letter, in this order',
  async ({ lab }) => {
    const belongings = givesEachTheirOwn(lab);
    const products = offers(lab, lab.draw.integer(101, 149));
    lab.did = `Onboarded a seller with ${products.length} products; every service said yes.`;
    const first = await onboardWell(lab, products, belongings);
    if (first.saw)
      return finding({
        did: lab.did,
        saw: first.saw,
        why: 'However the work is cut into activities, together they have to do all of it, in the same order. What falls between two of them is missed by the customer first.',
        read: '#in-the-exercise',
        evidence: first.run,
      });
    for (const product of products) product.sku += '-b';
    lab.did = 'Onboarded a seller, which went well, and then another one on the same worker; every service said yes.';
    const second = await onboardWell(lab, products, belongings);
    if (!second.saw) return holds;
    return finding({
      did: lab.did,
      saw: `For the second one: ${second.saw}`,
      why: 'A worker runs the steps of all sellers. What it keeps in a variable from one of them is still there for the next, to whom it does not belong.',
      read: '#object-in-object-out',
      evidence: second.run,
    });
  },
);

type Belongings = (sellerId: unknown) => { accountId: string; token: string };

/** Lets account and token tell whose they are. */
function givesEachTheirOwn({ draw, world }: Lab): Belongings {
  const account = draw.id('account');
  const token = draw.id('token');
  const belongings: Belongings = (sellerId) => ({
    accountId: `${account}-of-${sellerId}`,
    token: `${token}-of-${sellerId}`,
  });
  world.knows('accounts.create', ({ sellerId }) => ({ accountId: belongings(sellerId).accountId }));
  world.knows('vault.token', ({ sellerId }) => ({ token: belongings(sellerId).token }));
  return belongings;
}

/** Onboards a seller, and says what of it did not go as it should. */
async function onboardWell(
  lab: Lab,
  products: readonly SellerProduct[],
  belongings: Belongings,
): Promise<{ run: Run; saw: string | undefined }> {
  const before = lab.ledger.rows.length;
  const { seller, run } = await onboard(lab);
  const outcome = await run.settle();
  const ledger = new Ledger();
  ledger.rows.push(...lab.ledger.rows.slice(before));
  const own = belongings(seller.sellerId);
  const slip = findSlip(ledger, seller, { ...own, skus: products.map(({ sku }) => sku) });
  if (slip) return { run, saw: slip };
  const wanted = { sellerId: seller.sellerId, accountId: own.accountId, products: products.length };
  if (outcome.status === 'completed' && isSame(outcome.result, wanted)) return { run, saw: undefined };
  return { run, saw: `\`onboardSeller\` ${sayEnd(outcome)}; the right answer was \`${JSON.stringify(wanted)}\`.` };
}

interface Expected {
  accountId: string;
  token: string;
  skus: string[];
}

/** The first thing in the ledger that is not as it should be, in words. */
function findSlip(ledger: Ledger, seller: Seller, { accountId, token, skus }: Expected): string | undefined {
  const asked = ledger.operations().filter((operation) => order.some((one) => one === operation));
  const toTheShop = ledger.calls(/^(catalogue\.add|mail\.send)$/).map(({ operation }) => operation);
  if (toTheShop.includes('mail.send') && toTheShop.at(-1) !== 'mail.send')
    return 'The letter went out before the catalogue was imported.';
  if (asked.join() !== order.join()) return `The services were called in this order: ${asked.join(', ') || 'none'}.`;
  const [verified, created, fetched] = order.map((operation) => ledger.calls(operation)[0]);
  const added = ledger.calls('catalogue.add');
  const [letter] = ledger.calls('mail.send');
  if (!holdsAll(verified, { sellerId: seller.sellerId })) return say('The documents desk', verified);
  if (JSON.stringify(verified?.args.documents) !== JSON.stringify(seller.documents))
    return say('The documents desk', verified);
  if (!holdsAll(created, { sellerId: seller.sellerId, name: seller.name })) return say('The account service', created);
  if (!holdsAll(fetched, { url: seller.catalogueUrl, token })) return say('The catalogue service', fetched);
  const batches = added.map(({ args }) => (Array.isArray(args.products) ? args.products : []));
  const largest = Math.max(...batches.map(({ length }) => length));
  if (largest > 50) return `One call put ${largest} products into the shop; 50 are allowed.`;
  const slip = amiss(skus, importedSkus(added));
  if (slip) return slip;
  const elsewhere = added.find(({ args }) => args.accountId !== accountId);
  if (elsewhere)
    return `Products went to the account ${JSON.stringify(elsewhere.args.accountId)}; the seller has ${accountId}.`;
  return letter?.args.to === seller.email ? undefined : say('The mail provider', letter);
}

function holdsAll(row: LedgerRow | undefined, wanted: Record<string, unknown>): boolean {
  return Object.entries(wanted).every(([name, value]) => row?.args[name] === value);
}

function say(who: string, row: LedgerRow | undefined): string {
  return `${who} was asked for ${JSON.stringify(row?.args) ?? 'nothing'}.`;
}

function isSame(result: unknown, wanted: Record<string, unknown>): boolean {
  if (typeof result !== 'object' || result === null) return false;
  return Object.entries(wanted).every(([name, value]) => (result as Record<string, unknown>)[name] === value);
}
