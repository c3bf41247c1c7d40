import { check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import {
  type Catalogue,
  drawSkus,
  list,
  readAnswer,
  reprice,
  sayArticles,
  sayEnd,
  skusOf,
  startAll,
} from './catalogue.ts';

export const complete = check('complete', 'every article gets its new price, once', async ({ lab }) => {
  const chunkSize = lab.draw.integer(3, 4);
  const skus = drawSkus(lab, 2 * chunkSize + 1);
  // Of a limit of 1 nothing is left for whoever leaves one out, or rounds a share of it.
  for (const maxInFlight of [3, 1]) {
    const found = await findLoss(lab, { skus, maxInFlight, chunkSize });
    if (found) return found;
  }
  return holds;
});

/** Re-prices a catalogue and says what became of its articles, unless each got its price once. */
async function findLoss(lab: Lab, catalogue: Catalogue): Promise<Found | undefined> {
  const { skus, maxInFlight, chunkSize } = catalogue;
  lab.did = `Re-priced ${skus.length} articles, ${chunkSize} a chunk, at most ${maxInFlight} at once; the pricing engine had an answer for each.`;
  const earlier = lab.ledger.calls(reprice).length;
  const run = await startAll(lab, catalogue);
  const outcome = await run.settle();
  const answer = readAnswer(outcome);
  const calls = lab.ledger.calls(reprice).slice(earlier);
  const told = (saw: string) =>
    finding({
      did: lab.did,
      saw,
      why: 'Prices change overnight because this list says so. An article that drops out keeps yesterday’s price, and nobody looks for it, because nothing failed.',
      read: maxInFlight === 1 ? '#not-too-many-at-once' : '#cut-it-into-chunks',
      evidence: run,
    });
  if (!answer) return told(`\`repriceAll\` ${sayEnd(outcome)}.`);
  const missing = skus.filter((sku) => !skusOf(answer.repriced).includes(sku));
  if (missing.length > 0 && calls.length === 0)
    return told('The pricing engine was asked about none of them, and `repriceAll` completed.');
  if (missing.length > 0)
    return told(`${list(missing)} did not appear among the ${sayArticles(answer.repriced.length)} in \`repriced\`.`);
  const shared = findSharedKey(calls, skus);
  if (shared)
    return finding({
      did: lab.did,
      saw: `${list(shared)} were asked for with one and the same key: the second of them got the price of the first.`,
      why: 'The pricing engine works a key out once, and repeats that answer to whoever brings the key again: so a retry does no harm. Two articles with one key are one article to it.',
      read: '#in-the-exercise',
      evidence: run,
    });
  const wrong = answer.repriced.filter(({ sku, priceRef }) => !String(priceRef).startsWith(`price-${sku}-`));
  if (wrong.length > 0) return told(`These came with a price that is not theirs: ${list(skusOf(wrong))}.`);
  const often = skus.filter((sku) => calls.filter(({ args }) => args.sku === sku).length > 1);
  if (often.length > 0) return told(`The pricing engine was asked more than once about ${list(often)}.`);
  if (answer.repriced.length > skus.length)
    return told(`\`repriced\` has ${answer.repriced.length} entries: some articles are in it twice.`);
  return undefined;
}

/** The first two articles of the catalogue that came with the same key. */
function findSharedKey(calls: readonly LedgerRow[], skus: readonly string[]): string[] | undefined {
  const keyOf = (sku: string) => calls.find(({ args }) => args.sku === sku)?.key;
  for (const [place, sku] of skus.entries()) {
    const key = keyOf(sku);
    const other = skus.slice(place + 1).find((later) => key !== undefined && keyOf(later) === key);
    if (other !== undefined) return [sku, other];
  }
  return undefined;
}

export const empty = check('empty', 'an empty catalogue gives empty lists', async ({ lab }) => {
  lab.did = 'Re-priced a catalogue without articles.';
  const run = await startAll(lab, { skus: [], maxInFlight: 3, chunkSize: 4 });
  const outcome = await run.settle({ accept: ['unfinished'], ms: 3000 });
  const answer = readAnswer(outcome);
  if (answer && answer.repriced.length === 0 && answer.failed.length === 0 && answer.total === 0) return holds;
  const end =
    outcome.status === 'unfinished' ? 'was still waiting after three seconds, and for nothing' : sayEnd(outcome);
  return finding({
    did: lab.did,
    saw: answer ? `It answered \`${JSON.stringify(answer)}\`.` : `\`repriceAll\` ${end}.`,
    why: 'A filter that matches nothing is an ordinary night: nothing was to be done, and nothing failed. Whoever starts such runs should not need to look first whether there is anything to do.',
    read: '#not-too-many-at-once',
    evidence: run,
  });
});
