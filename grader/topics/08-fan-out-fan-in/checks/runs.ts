import { check, finding, holds } from '../../../check/check.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { drawSkus, list, readAnswer, reprice, sayArticles, sayEnd, skusOf, startAll } from './catalogue.ts';
import { readFamily, untilQuiet } from './family.ts';

export const twoRuns = check(
  'two-runs',
  'two runs at the same time do not get into each other’s way',
  async ({ lab }) => {
    const chunkSize = lab.draw.integer(2, 3);
    const catalogue = { skus: drawSkus(lab, 2 * chunkSize), maxInFlight: 2, chunkSize };
    const gate = lab.world.holds(reprice, 'before');
    lab.did = `Started two runs over the same ${sayArticles(catalogue.skus.length)}, so that both were under way at the same time.`;
    const first = await startAll(lab, catalogue);
    await untilQuiet(lab, [first]);
    const second = await startAll(lab, catalogue);
    await untilQuiet(lab, [first, second]);
    gate.open();
    const priced: string[][] = [];
    for (const run of [first, second]) {
      const outcome = await run.settle();
      const answer = readAnswer(outcome);
      const missing = catalogue.skus.filter((sku) => !skusOf(answer?.repriced ?? []).includes(sku));
      priced.push((answer?.repriced ?? []).map(({ priceRef }) => String(priceRef)));
      if (missing.length === 0) continue;
      const refused = await findRefusedChild(run);
      return finding({
        did: lab.did,
        saw: [
          answer
            ? `The ${run === first ? 'first' : 'second'} run listed ${sayArticles(missing.length)} as failed: ${list(answer.failed.map(({ sku, reason }) => `${sku}: ${reason}`))}.`
            : `The ${run === first ? 'first' : 'second'} run ${sayEnd(outcome)}.`,
          ...(refused
            ? [`The server had refused to start its child \`${refused}\`: a workflow of that id was running.`]
            : []),
        ].join(' '),
        why: 'A workflow id belongs to one open run in the whole namespace, not to its parent. A night that is late and the next one, or a button pressed twice, and one of the two loses its chunks.',
        read: '#names-of-children',
        evidence: run,
      });
    }
    const [before = [], again = []] = priced;
    const same = again.filter((priceRef) => before.includes(priceRef));
    if (same.length > 0)
      return finding({
        did: lab.did,
        saw: `Both runs answered with the same ${same.length} prices: the pricing engine had worked them out for the one run, and told the other what it had told before. Both had given it the key \`${keysOf(lab, catalogue.skus[0])[0]}\` for ${catalogue.skus[0]}.`,
        why: 'The same key is worked out only once, so that a retry of an activity does no harm. A key that another night uses as well gets the answer of that other night, and no price ever changes again.',
        read: '#in-the-exercise',
        evidence: second,
      });
    return holds;
  },
  { needs: ['complete'] },
);

function keysOf({ ledger }: Parameters<typeof drawSkus>[0], sku: string | undefined): (string | undefined)[] {
  return ledger
    .calls(reprice)
    .filter(({ args }) => args.sku === sku)
    .map(({ key }) => key);
}

async function findRefusedChild(run: Parameters<typeof readFamily>[0]): Promise<string | undefined> {
  const events = (await readFamily(run)).flatMap((member) => member.events);
  const [refused] = eventsOf(events, 'ChildStartFailed');
  return refused && eventsOf(events, 'ChildInitiated').find(({ id }) => id === refused.initiated)?.workflowId;
}
