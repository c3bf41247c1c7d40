import { check, finding, holds } from '../../../check/check.ts';
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
import { untilQuiet } from './family.ts';

export const complete = check('complete', 'every article gets its new price, once', async ({ lab }) => {
  const chunkSize = lab.draw.integer(3, 4);
  const skus = drawSkus(lab, 2 * chunkSize + 1);
  lab.did = `Re-priced ${skus.length} articles, ${chunkSize} a chunk; the pricing engine had an answer for each.`;
  const run = await startAll(lab, { skus, maxInFlight: 3, chunkSize });
  const outcome = await run.settle();
  const answer = readAnswer(outcome);
  const told = (saw: string) =>
    finding({
      did: lab.did,
      saw,
      why: 'Prices change overnight because this list says so. An article that drops out keeps yesterday’s price, and nobody looks for it, because nothing failed.',
      read: '#cut-it-into-chunks',
      evidence: run,
    });
  if (!answer) return told(`\`repriceAll\` ${sayEnd(outcome)}.`);
  const missing = skus.filter((sku) => !skusOf(answer.repriced).includes(sku));
  if (missing.length > 0)
    return told(`${list(missing)} did not appear among the ${sayArticles(answer.repriced.length)} in \`repriced\`.`);
  const shared = findSharedKey(lab, skus);
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
  const calls = lab.ledger.calls(reprice);
  const often = skus.filter((sku) => calls.filter(({ args }) => args.sku === sku).length > 1);
  if (often.length > 0) return told(`The pricing engine was asked more than once about ${list(often)}.`);
  if (answer.repriced.length > skus.length)
    return told(`\`repriced\` has ${answer.repriced.length} entries: some articles are in it twice.`);
  return holds;
});

/** The first two articles of the catalogue that came with the same key. */
function findSharedKey({ ledger }: Parameters<typeof drawSkus>[0], skus: readonly string[]): string[] | undefined {
  const keyOf = (sku: string) => ledger.calls(reprice).find(({ args }) => args.sku === sku)?.key;
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

/** Some articles of two chunks are no longer sold. */
function drawDiscontinued(lab: Parameters<typeof drawSkus>[0]) {
  const chunkSize = lab.draw.integer(4, 5);
  const catalogue: Catalogue = { skus: drawSkus(lab, 2 * chunkSize), maxInFlight: 3, chunkSize };
  const places = [lab.draw.integer(0, chunkSize - 2), chunkSize + lab.draw.integer(0, chunkSize - 2)];
  const gone = catalogue.skus.filter((_sku, place) => places.includes(place));
  lab.world.refuses(reprice, 'NoPrice', ({ args }) => gone.includes(String(args.sku)));
  return { catalogue, gone };
}

export const othersGoOn = check(
  'others-go-on',
  'an article that can’t be priced does not keep the others from it',
  async ({ lab }) => {
    const { catalogue, gone } = drawDiscontinued(lab);
    lab.did = `Re-priced ${sayArticles(catalogue.skus.length)}; two of them are no longer sold and were refused: NoPrice.`;
    const run = await startAll(lab, catalogue);
    const outcome = await run.settle();
    const answer = readAnswer(outcome);
    const lost = catalogue.skus.filter((sku) => !gone.includes(sku) && !skusOf(answer?.repriced ?? []).includes(sku));
    if (answer && lost.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: answer
        ? `Nothing was wrong with ${list(lost)}, and yet \`repriced\` does not have ${lost.length === 1 ? 'it' : 'them'}.`
        : `\`repriceAll\` ${sayEnd(outcome)}, and what became of the other ${catalogue.skus.length - 2} articles is told nowhere.`,
      why: 'In a catalogue of a hundred thousand something is always wrong with one article. If one failure is the failure of all, no night ever succeeds; and calls that were under way have changed prices that nobody knows of.',
      read: '#one-failure-is-one-failure',
      evidence: run,
    });
  },
  { needs: ['complete'] },
);

export const failuresTold = check(
  'failures-told',
  'an article that got no price is told, and why',
  async ({ lab }) => {
    const { catalogue, gone } = drawDiscontinued(lab);
    lab.did = `Re-priced ${sayArticles(catalogue.skus.length)}; two of them are no longer sold and were refused: NoPrice.`;
    const run = await startAll(lab, catalogue);
    const outcome = await run.settle();
    const answer = readAnswer(outcome);
    const told = answer?.failed ?? [];
    const right =
      answer?.total === catalogue.skus.length &&
      skusOf(told).toSorted().join() === gone.toSorted().join() &&
      told.every(({ reason }) => String(reason).includes('NoPrice'));
    if (right) return holds;
    const entries = told.map(({ sku, reason }) => `${sku}: ${reason}`).toSorted();
    return finding({
      did: lab.did,
      saw: answer
        ? `\`failed\` said ${entries.length === 0 ? 'nothing' : `“${list(entries)}”`}, and \`total\` was ${JSON.stringify(answer.total)}. Refused were ${list(gone)}.`
        : `\`repriceAll\` ${sayEnd(outcome)}.`,
      why: 'Somebody reads this list in the morning: what is no longer sold is taken out, what met an outage is asked again. A failure that is left out, or has no reason, can’t be told from an article that was never there.',
      read: '#one-failure-is-one-failure',
      evidence: run,
    });
  },
  { needs: ['others-go-on'] },
);

export const order = check(
  'order',
  'both lists are in the order of the catalogue',
  async ({ lab }) => {
    const chunkSize = lab.draw.integer(4, 5);
    const skus = drawSkus(lab, chunkSize + 3);
    const [slow, late, gone] = skus;
    // The first article is answered after all others that can be; the second is refused after the third.
    const gate = lab.world.holds(reprice, 'before', ({ args }) => args.sku === slow);
    let over = false;
    lab.world.on(reprice, ({ args }) => (args.sku === late && !over ? { kind: 'outage' } : undefined));
    lab.world.refuses(reprice, 'NoPrice', ({ args }) => args.sku === late || args.sku === gone);
    lab.did = `Re-priced ${sayArticles(skus.length)}. The first was answered last; the second and the third were refused, the third before the second.`;
    const run = await startAll(lab, { skus, maxInFlight: 3, chunkSize });
    await lab.until(gate.reached(), 'the first article to be asked for');
    await untilQuiet(lab, [run]);
    over = true;
    gate.open();
    const outcome = await run.settle();
    const answer = readAnswer(outcome);
    const told = { repriced: skusOf(answer?.repriced ?? []), failed: skusOf(answer?.failed ?? []) };
    for (const name of ['repriced', 'failed'] as const) {
      const sorted = skus.filter((sku) => told[name].includes(sku));
      if (sorted.join() === told[name].join()) continue;
      return finding({
        did: lab.did,
        saw: `\`${name}\` began with ${list(told[name].slice(0, 2))}; in the catalogue ${list(sorted.slice(0, 2))} come first.`,
        why: 'Two nights are compared line by line, and whoever reads the list finds an article by its place. An order that depends on which call was quicker is another one every night.',
        read: '#results-keep-their-place',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['others-go-on'] },
);

export const outage = check(
  'outage',
  'an article that meets an outage is a failed article like any other',
  async ({ lab }) => {
    const chunkSize = 4;
    const skus = drawSkus(lab, 2 * chunkSize);
    const unlucky = skus[lab.draw.integer(0, chunkSize - 2)] as string;
    lab.world.on(reprice, ({ args }) => (args.sku === unlucky ? { kind: 'outage' } : undefined));
    lab.did = `Re-priced ${sayArticles(skus.length)}; whenever the pricing engine was asked about one of them, ${unlucky}, it broke down.`;
    const run = await startAll(lab, { skus, maxInFlight: 3, chunkSize });
    const outcome = await run.settle({ ms: 12_000 });
    const answer = readAnswer(outcome);
    const told = (saw: string, read = '#one-failure-is-one-failure') =>
      finding({
        did: lab.did,
        saw,
        why: 'An outage is as ordinary as a refusal, and there are more kinds of failure than anybody lists. After five attempts the article is a failed one, with the reason that it had; it is asked again tomorrow, not in the same night.',
        read,
        evidence: run,
      });
    if (!answer)
      return told(
        `\`repriceAll\` ${sayEnd(outcome)}, and what became of the other ${skus.length - 1} articles is told nowhere.`,
      );
    const lost = skus.filter((sku) => sku !== unlucky && !skusOf(answer.repriced).includes(sku));
    if (lost.length > 0)
      return told(
        `Nothing was wrong with ${list(lost)}, and yet \`repriced\` does not have ${lost.length === 1 ? 'it' : 'them'}.`,
      );
    const entries = answer.failed.map(({ sku, reason }) => `${sku}: ${reason}`);
    if (
      entries.length !== 1 ||
      answer.failed[0]?.sku !== unlucky ||
      !String(answer.failed[0].reason).includes('Outage')
    )
      return told(
        `\`failed\` said ${entries.length === 0 ? 'nothing' : `“${list(entries)}”`}. What the fifth attempt failed with was an Outage.`,
      );
    const asked = lab.ledger.calls(reprice).filter(({ args }) => args.sku === unlucky).length;
    if (asked > 5)
      return told(
        `The pricing engine was asked ${asked} times about ${unlucky}. An activity that is called once makes five attempts at most.`,
      );
    return holds;
  },
  { needs: ['others-go-on'] },
);
