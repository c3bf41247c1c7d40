import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { answers, ask, evidence, openShop, saySo, started, times } from './shop.ts';

/** So many calls of the catalog fail. */
const OUTAGE = 4;

export const productAsIs = check(
  'product-as-is',
  'a product is shown as the catalog has it, and `null` when it has none',
  async ({ lab }) => {
    const { shop, shelf, product, unknown } = await openCatalog(lab);
    lab.did = `Asked for a product that the catalog has, and for one (${unknown}) that it does not have.`;
    const seen = await ask(shop, 'getProduct', { sku: product.sku });
    if (!isDeepStrictEqual(seen, product)) return changed(lab, sayBoth(product, seen));
    const missing = await ask(shop, 'getProduct', { sku: unknown });
    if (missing !== null)
      return changed(lab, `\`getProduct\` answered ${JSON.stringify(missing) ?? 'nothing'} for ${unknown}.`);
    const dearer = { ...product, cents: product.cents + lab.draw.integer(100, 900) };
    lab.did = `Asked for a product. Then its price was changed in the catalog, from ${product.cents} to ${dearer.cents} cents, and it was asked for again.`;
    shelf.set(dearer.sku, dearer);
    const later = await ask(shop, 'getProduct', { sku: product.sku });
    if (!isDeepStrictEqual(later, dearer)) return remembered(lab, sayBoth(dearer, later));
    const added = { ...product, sku: unknown };
    lab.did = `Asked for a product (${unknown}) that the catalog did not have. Then it was added to the catalog, and asked for again.`;
    shelf.set(unknown, added);
    const found = await ask(shop, 'getProduct', { sku: unknown });
    return isDeepStrictEqual(found, added) ? holds : remembered(lab, sayBoth(added, found));
  },
);

function remembered(lab: Lab, saw: string) {
  return finding({
    did: lab.did,
    saw,
    why: 'The catalog is the one that knows. What the web server keeps of its answers is right only until the catalog changes, and each web server keeps something else.',
    read: '#in-the-exercise',
  });
}

function changed(lab: Lab, saw: string) {
  return finding({
    did: lab.did,
    saw,
    why: 'Taking a read off Temporal must not change what it says: the pages that call it stay as they are.',
    read: '#in-the-exercise',
  });
}

function sayBoth(product: object, seen: unknown): string {
  return `The catalog has ${JSON.stringify(product)}. \`getProduct\` answered ${JSON.stringify(seen) ?? 'nothing'}.`;
}

export const outageIsNoAnswer = check(
  'outage-is-no-answer',
  'a catalog that can’t be reached is not one without the product, and is asked again by the next visitor',
  async ({ lab }) => {
    // Who asks again by itself gets through before long: that is fine, too.
    lab.world.fails('catalog.get', OUTAGE);
    const { shop, product } = await openCatalog(lab);
    const look = async () => {
      const [outcome] = await answers(shop, [
        lab.tryCall({ on: 'app', method: 'getProduct', args: [{ sku: product.sku }] }),
      ]);
      return outcome;
    };
    lab.did = 'Asked for a product that the catalog has, while the catalog could not be reached.';
    let outcome = await look();
    for (let again = 0; outcome?.kind === 'thrown' && again < OUTAGE; again++) outcome = await look();
    if (outcome?.kind === 'thrown') {
      lab.did = `Asked for a product ${OUTAGE + 1} times: the catalog could not be reached at first, and later it could.`;
      return finding({
        did: lab.did,
        saw: `\`getProduct\` ended in an error each time. The catalog itself was called ${times(lab.ledger.calls('catalog.get').length)}.`,
        why: 'The catalog is well again, and the page is not: a look-up that failed was kept, and whoever comes later is given the same failure. That lasts until somebody restarts the web server.',
        read: '#in-the-exercise',
      });
    }
    if (outcome?.kind !== 'value' || isDeepStrictEqual(outcome.json, product)) return holds;
    return finding({
      did: lab.did,
      saw: `\`getProduct\` answered ${JSON.stringify(outcome.json) ?? 'nothing'}, as if the catalog had said so.`,
      why: 'Nobody knows what the catalog has while it is away. With an error the visitor loads the page again; with an answer like this one the page says that there is no such product, and the visitor goes.',
      read: '#in-the-exercise',
    });
  },
  { needs: ['product-as-is'] },
);

export const productPlain = check('product-plain', 'looking at a product starts no workflow', async ({ lab }) => {
  const { shop, product, unknown } = await openCatalog(lab);
  const looks = lab.draw.integer(2, 4);
  lab.did = `Opened ${looks} product pages.`;
  for (let look = 0; look < looks; look++) await ask(shop, 'getProduct', { sku: look === 0 ? unknown : product.sku });
  const runs = await started(shop);
  if (runs.length === 0) return holds;
  return finding({
    did: lab.did,
    saw: `${saySo(runs)} for it.`,
    why: 'A visitor who gets an error loads the page again, and nothing is left half done. So nothing had to be remembered; yet the server wrote a history each time, and the visitor waited for it.',
    read: '#what-a-workflow-costs',
    ...(await evidence(lab, runs)),
  });
});

export const priceRight = check('price-right', 'a price is converted to the nearest whole cent', async ({ lab }) => {
  const shop = await openShop(lab);
  for (const { cents, rate } of [drawPrice(lab, 'up'), drawPrice(lab, 'down'), drawLargePrice(lab)]) {
    lab.did = `Converted ${cents} cents at a rate of ${rate}.`;
    const answer = await ask(shop, 'convertPrice', { cents, rate });
    const right = { cents: Math.round(cents * rate) };
    if (isDeepStrictEqual(answer, right)) continue;
    return finding({
      did: lab.did,
      saw: `${cents} × ${rate} is ${(cents * rate).toFixed(4)}. \`convertPrice\` answered ${JSON.stringify(answer) ?? 'nothing'}.`,
      why: 'The page shows this number. The till multiplies with the whole rate and rounds once, at the end. Two prices for one article is a complaint.',
      read: '#in-the-exercise',
    });
  }
  return holds;
});

export const pricePlain = check('price-plain', 'converting a price starts no workflow', async ({ lab }) => {
  const shop = await openShop(lab);
  lab.did = 'Converted two prices.';
  await ask(shop, 'convertPrice', drawPrice(lab, 'up'));
  await ask(shop, 'convertPrice', drawPrice(lab, 'down'));
  const runs = await started(shop);
  if (runs.length === 0) return holds;
  return finding({
    did: lab.did,
    saw: `${saySo(runs)} for it.`,
    why: 'The answer follows from the two numbers alone. A crash loses nothing: whoever asks again gets the same answer. Here a multiplication crosses the network several times, and is kept on a disk.',
    read: '#what-a-workflow-costs',
    ...(await evidence(lab, runs)),
  });
});

async function openCatalog(lab: Lab) {
  const product = { sku: lab.draw.id('sku'), name: `The ${lab.draw.word()} lamp`, cents: lab.draw.integer(900, 9_000) };
  const shelf = new Map([[product.sku, product]]);
  lab.world.knows('catalog.get', ({ sku }) => shelf.get(String(sku)) ?? null);
  return { shop: await openShop(lab), shelf, product, unknown: lab.draw.id('gone') };
}

/** A price in a currency of small units, as rupiah are: beyond 32 bits, and a quarter of a cent away from a whole one. */
function drawLargePrice({ draw }: Lab): { cents: number; rate: number } {
  return { cents: 4 * draw.integer(50_000, 200_000) + 1, rate: draw.integer(15_000, 19_000) + 0.25 };
}

/** A price that is clearly rounded up, or down: no way of computing it may hit another cent. */
function drawPrice({ draw }: Lab, way: 'up' | 'down'): { cents: number; rate: number } {
  for (;;) {
    const price = { cents: draw.integer(100, 99_999), rate: draw.integer(5_000, 19_999) / 10_000 };
    const part = (price.cents * price.rate) % 1;
    if (way === 'up' ? part > 0.6 && part < 0.9 : part > 0.1 && part < 0.4) return price;
  }
}
