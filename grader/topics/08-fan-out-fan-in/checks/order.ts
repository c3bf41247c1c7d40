import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { drawNumbers, readAnswer, reprice, sayArticles, skusOf, startAll } from './catalogue.ts';
import { untilQuiet } from './family.ts';

export const order = check(
  'order',
  'both lists are in the order of the catalogue',
  async ({ lab }) => {
    const chunkSize = lab.draw.integer(4, 5);
    const skus = drawNumbers(lab, chunkSize + 3);
    const [slow, late, gone] = skus as [string, string, string];
    // The first article is answered after all others that can be; the second is refused after the third, if that can be.
    const gate = lab.world.holds(reprice, 'before', ({ args }) => args.sku === slow);
    let over = false;
    lab.world.on(reprice, ({ args }) => (args.sku === late && !over ? { kind: 'outage' } : undefined));
    lab.world.refuses(reprice, 'NoPrice', ({ args }) => args.sku === late || args.sku === gone);
    lab.did = `Re-priced ${sayArticles(skus.length)}, and held the answer about the first back until nothing else went on. The second and the third are no longer sold.`;
    const run = await startAll(lab, { skus, maxInFlight: 3, chunkSize });
    await lab.until(gate.reached(), 'the first article to be asked for');
    await untilQuiet(lab, [run]);
    over = true;
    gate.open();
    const answer = readAnswer(await run.settle());
    for (const name of ['repriced', 'failed'] as const) {
      const told = [...new Set(skusOf(answer?.[name] ?? []))].filter((sku) => skus.includes(sku));
      const sorted = skus.filter((sku) => told.includes(sku));
      const place = sorted.findIndex((sku, at) => told[at] !== sku);
      if (place < 0) continue;
      return finding({
        did: isHeldUp(lab, late, gone)
          ? `${lab.did} The second met an outage first, and so was refused after the third.`
          : lab.did,
        saw: `\`${name}\` had ${told[place]} before ${sorted[place]}; in the catalogue ${sorted[place]} comes first.`,
        why: 'Two nights are compared line by line, and whoever reads the list finds an article by its place in the catalogue. Neither the order in which answers come nor that of the article numbers is that place.',
        read: '#results-keep-their-place',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['others-go-on'] },
);

/** Whether an outage made the refusal of `late` come after that of `early`: not where one waits for the other to end. */
function isHeldUp({ ledger }: Lab, late: string, early: string): boolean {
  const calls = ledger.calls(reprice);
  const placeOf = (sku: string, kind: string) =>
    calls.findIndex(({ args, outcome }) => args.sku === sku && outcome.kind === kind);
  const [outage, refusal] = [placeOf(late, 'outage'), placeOf(early, 'refused')];
  return outage >= 0 && refusal >= 0 && refusal < placeOf(late, 'refused');
}
