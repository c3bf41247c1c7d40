import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { type Catalogue, drawSkus, reprice, sayArticles, startAll } from './catalogue.ts';
import { countArticles, lookForQuiet, readFamily, untilQuiet } from './family.ts';

export const atOnce = check('at-once', 'several articles are in work at the same time', async ({ lab }) => {
  // The least that lets two be in work: whoever leaves one out, or halves the limit, has one.
  const catalogue: Catalogue = { skus: drawSkus(lab, 8), maxInFlight: 2, chunkSize: 4 };
  const gate = lab.world.holds(reprice, 'before');
  lab.did = `Re-priced 8 articles, up to 2 at once, and held the first answer back as long as others could be begun.`;
  const run = await startAll(lab, catalogue);
  const quiet = lookForQuiet(lab, [run]);
  await lab.eventually(async () => gate.arrived.length > 1 || (await quiet()), 'two articles to be in work', {
    flowing: true,
    ms: 8000,
  });
  const together = gate.arrived.length;
  gate.open();
  await run.settle();
  if (together > 1) return holds;
  return finding({
    did: lab.did,
    saw: 'While the first article was open, no other was begun.',
    why: 'One after the other takes the sum of all waits: at half a second each, a hundred thousand articles take fourteen hours. Almost all of that is waiting, and waiting can be done side by side.',
    read: '#start-them-all-then-wait',
    evidence: run,
  });
});

export const limit = check(
  'limit',
  'never more than `maxInFlight` articles are in work, in all chunks together',
  async ({ lab }) => {
    // Upwards, so that the peak of the later run is its own. Three chunks: 5 is divided among two or three of them with a
    // rest, whichever way a share is rounded; with 1 there is less to divide than there are chunks.
    for (const maxInFlight of [1, 5]) {
      const chunkSize = maxInFlight + lab.draw.integer(1, 2);
      const catalogue = { skus: drawSkus(lab, 3 * chunkSize - 1), maxInFlight, chunkSize };
      lab.did = `Re-priced ${sayArticles(catalogue.skus.length)}, ${chunkSize} a chunk, at most ${maxInFlight} at once, and held the answers back.`;
      const { run, together } = await watchLoad(lab, catalogue);
      if (together <= maxInFlight) continue;
      return finding({
        did: lab.did,
        saw: `${together} articles were in work at the same time.`,
        why: 'The limit is what the pricing engine can stand, and it does not care which workflow a call comes from. A workflow can ask for thousands of things in one moment; nothing but its own code holds it back.',
        read: '#not-too-many-at-once',
        evidence: run,
      });
    }
    return holds;
  },
);

/** Runs a catalogue through a gate that lets nothing pass before all that would come has come; then one, then the rest. */
async function watchLoad(lab: Lab, catalogue: Catalogue): Promise<{ run: Run; together: number }> {
  const gate = lab.world.holds(reprice, 'before', ({ args }) => catalogue.skus.includes(String(args.sku)));
  const run = await startAll(lab, catalogue);
  await untilQuiet(lab, [run]);
  const before = gate.held;
  gate.releaseOne();
  await untilQuiet(lab, [run]);
  const after = gate.held;
  gate.open();
  await run.settle();
  return { run, together: Math.max(before, after, lab.world.peak(reprice)) };
}

export const smallHistories = check(
  'small-histories',
  'no workflow handles more than `chunkSize` articles',
  async ({ lab }) => {
    // One more than three whole chunks: a chunk that takes it in, or a number of chunks that is rounded down, has one too
    // many. And four chunks of about one size leave so much over that the one which takes it in has too many as well.
    const chunkSize = lab.draw.pick([3, 6] as const);
    const skus = drawSkus(lab, 3 * chunkSize + 1);
    lab.did = `Re-priced ${sayArticles(skus.length)}, ${chunkSize} a chunk.`;
    const run = await startAll(lab, { skus, maxInFlight: 3, chunkSize });
    await run.settle();
    const [largest] = (await readFamily(run)).toSorted((a, b) => countArticles(b) - countArticles(a));
    const most = largest ? countArticles(largest) : 0;
    if (most <= chunkSize) return holds;
    return finding({
      did: lab.did,
      saw: `One run of \`${largest?.workflow}\` has ${most} articles in its history.`,
      why: 'Each article leaves events behind, and a history is read again from its start whenever a worker needs it. At 51,200 events or 50 MB the server terminates the workflow: a catalogue that grows is a workflow that will die one night.',
      read: '#cut-it-into-chunks',
      evidence: run,
    });
  },
);

/** What a list of references may weigh here; one document is six times as large. */
const LARGE = 8192;

/** What the server takes as one result. */
const MOST = 2 * 1024 * 1024;

export const references = check('references', 'results carry references, not documents', async ({ lab }) => {
  const catalogue = { skus: drawSkus(lab, 4), maxInFlight: 2, chunkSize: 2 };
  lab.did = 'Re-priced 4 articles and looked at the size of what the workflows returned.';
  const run = await startAll(lab, catalogue);
  await run.settle();
  const results = (await readFamily(run)).flatMap(({ workflow, events }) =>
    [...eventsOf(events, 'RunCompleted').map(({ result }) => JSON.stringify(result ?? null))].map((result) => ({
      workflow,
      size: result.length,
      articles: catalogue.skus.filter((sku) => result.includes(sku)).length,
    })),
  );
  const [largest] = results.toSorted((a, b) => b.size - a.size);
  if (!largest || largest.size <= LARGE) return holds;
  const { workflow, size, articles } = largest;
  const tooMany = Math.ceil((MOST * articles) / size / 10) * 10;
  return finding({
    did: lab.did,
    saw: `A result of \`${workflow}\`, over ${sayArticles(articles)}, weighs ${Math.round(size / 1000)} KB. References to them weigh less than one.`,
    why: `A result is stored in the history of the child and once more in that of its parent, and may not be larger than 2 MB. Some ${tooMany} articles of this size in one result, and it can’t be stored: the workflow ends in an error about size.`,
    read: '#send-references-home',
    evidence: run,
  });
});
