import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Execution } from '../../../lab/starts.ts';
import { ask, openShop, started } from './shop.ts';

export const productAsIs = check(
  'product-as-is',
  'a product is shown as the catalog has it, and `null` when it has none',
  async ({ lab }) => {
    const { shop, product, unknown } = await openCatalog(lab);
    lab.did = `Asked for a product that the catalog has, and for one (${unknown}) that it does not have.`;
    const seen = await ask(shop, 'getProduct', { sku: product.sku });
    const missing = await ask(shop, 'getProduct', { sku: unknown });
    if (isDeepStrictEqual(seen, product) && missing === null) return holds;
    return finding({
      did: lab.did,
      saw: isDeepStrictEqual(seen, product)
        ? `\`getProduct\` answered ${JSON.stringify(missing) ?? 'nothing'} for ${unknown}.`
        : `The catalog has ${JSON.stringify(product)}. \`getProduct\` answered ${JSON.stringify(seen) ?? 'nothing'}.`,
      why: 'Taking a read off Temporal must not change what it says: the pages that call it stay as they are.',
      read: '#in-the-exercise',
    });
  },
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
  for (const { cents, rate } of [drawPrice(lab, 'up'), drawPrice(lab, 'down')]) {
    lab.did = `Converted ${cents} cents at a rate of ${rate}.`;
    const answer = await ask(shop, 'convertPrice', { cents, rate });
    const right = { cents: Math.round(cents * rate) };
    if (isDeepStrictEqual(answer, right)) continue;
    return finding({
      did: lab.did,
      saw: `${cents} × ${rate} is ${(cents * rate).toFixed(4)}. \`convertPrice\` answered ${JSON.stringify(answer) ?? 'nothing'}.`,
      why: 'The page shows this number, and the till rounds. Two prices for one article is a complaint.',
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

export const tickStored = check(
  'tick-stored',
  'a tick is answered when the store of rates has it',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const [first, last] = [drawTick(lab, 1), drawTick(lab, 2)];
    lab.did = `Sent two ticks of ${last.pair}, one after the other.`;
    const held = lab.world.holds('rates.put', 'before', ({ args }) => args.rate === last.rate);
    await ask(shop, 'ingestTick', first);
    let answered = false;
    const taken = lab.tryCall({ on: 'app', method: 'ingestTick', args: [last] }).then((outcome) => {
      answered = outcome.kind === 'value';
    });
    taken.catch(() => {});
    // One that answers without storing never gets to the gate, so it is enough that either has happened.
    await lab.until(Promise.race([held.reached(), taken]), 'the tick to be stored', { flowing: true });
    // What the host answered before this call has arrived before its answer.
    await lab.tryCall({ file: 'decisions.ts', export: 'decisions' });
    const early = answered;
    held.open();
    await lab.until(taken, 'ingestTick to answer', { flowing: true });
    const stored = lab.ledger.effects('rates.put').at(-1)?.args;
    if (!early && isDeepStrictEqual(stored, { ...last })) return holds;
    return finding({
      did: lab.did,
      saw: early
        ? 'The second tick was answered while the store had not taken it yet.'
        : `The last thing the store was told is ${JSON.stringify(stored) ?? 'nothing'}; the last tick was ${JSON.stringify(last)}.`,
      why: 'The sender takes the answer for a receipt. A tick that is answered and then lost leaves an old rate in place, and nobody knows to send it again.',
      read: '#in-the-exercise',
    });
  },
  { needs: ['ticks-plain'] },
);

export const ticksPlain = check('ticks-plain', 'price ticks start no workflow, however many come', async ({ lab }) => {
  const shop = await openShop(lab);
  const count = lab.draw.integer(4, 6);
  lab.did = `Sent ${count} price ticks.`;
  for (let index = 0; index < count; index++) await ask(shop, 'ingestTick', drawTick(lab, index));
  const runs = await started(shop);
  if (runs.length === 0) return holds;
  return finding({
    did: lab.did,
    saw: `${saySo(runs)} for them; at 2,000 ticks a second that is ${runs.length === 1 ? 'one history that is full within seconds' : 'a few hundred million histories a day'}.`,
    why: 'A history remembers every step for ever, and of a tick nothing is worth remembering: the next one makes it useless. Many small events that replace each other are a stream.',
    read: '#streams',
    ...(await evidence(lab, runs)),
  });
});

async function openCatalog(lab: Lab) {
  const product = { sku: lab.draw.id('sku'), name: `The ${lab.draw.word()} lamp`, cents: lab.draw.integer(900, 9_000) };
  lab.world.knows('catalog.get', ({ sku }) => (sku === product.sku ? product : null));
  return { shop: await openShop(lab), product, unknown: lab.draw.id('gone') };
}

/** A price that is clearly rounded up, or down: no way of computing it may hit another cent. */
function drawPrice({ draw }: Lab, way: 'up' | 'down'): { cents: number; rate: number } {
  for (;;) {
    const price = { cents: draw.integer(100, 99_999), rate: draw.integer(5_000, 19_999) / 10_000 };
    const part = (price.cents * price.rate) % 1;
    if (way === 'up' ? part > 0.6 && part < 0.9 : part > 0.1 && part < 0.4) return price;
  }
}

function drawTick({ draw }: Lab, index: number) {
  const at = new Date(Date.UTC(2030, 0, 1, 12, 0, index)).toISOString();
  return { pair: 'EUR/USD', rate: (draw.integer(1_000, 1_099) + index * 100) / 1_000, at };
}

function saySo(runs: readonly Execution[]): string {
  const names = [...new Set(runs.map(({ workflow }) => `\`${workflow}\``))].sort().join(', ');
  return runs.length === 1 ? `A workflow (${names}) was started` : `${runs.length} workflows (${names}) were started`;
}

async function evidence(lab: Lab, runs: readonly Execution[]) {
  const [first] = runs.filter(({ open }) => !open);
  const run = first && (await lab.find(first.workflow, first.workflowId));
  return run ? { evidence: run } : {};
}
