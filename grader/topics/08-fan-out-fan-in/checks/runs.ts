import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
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
            ? `The ${run === first ? 'first' : 'second'} run had no price for ${list(missing)}; in \`failed\` it had: ${list(answer.failed.map(({ sku, reason }) => `${sku}: ${reason}`))}.`
            : `The ${run === first ? 'first' : 'second'} run ${sayEnd(outcome)}.`,
          ...(refused
            ? [`The server had refused to start its child \`${refused}\`: a workflow of that id was running.`]
            : []),
        ].join(' '),
        why: refused
          ? 'A workflow id belongs to one open run in the whole namespace, not to its parent. A night that is late and the next one, or a button pressed twice, and one of the two loses its chunks.'
          : 'A night that is late and the next one, or a button pressed twice: two runs over the same articles are nothing special. Each has to do its work as if the other were not there.',
        read: refused ? '#names-of-children' : '#in-the-exercise',
        evidence: run,
      });
    }
    const [before = [], again = []] = priced;
    const same = again.filter((priceRef) => before.includes(priceRef));
    if (same.length === 0) return holds;
    const isForEver = await isPricedAlike(lab, catalogue, same);
    return finding({
      did: isForEver ? `${lab.did} A day later came a third.` : lab.did,
      saw: `${isForEver ? 'All three' : 'Both'} runs answered with the same ${same.length === 1 ? 'price' : `${same.length} prices`}: the pricing engine had worked ${same.length === 1 ? 'it' : 'them'} out for one run, and told the ${isForEver ? 'others' : 'other'} what it had told before. ${saySharedKey(lab, catalogue.skus, isForEver)}`,
      why: `The same key is worked out only once, so that a retry of an activity does no harm. A key that another run uses as well gets the answer of that other run: nothing was worked out for this one, and its list says that it was.${isForEver ? ' If every night uses it, no price ever changes again.' : ''}`,
      read: '#in-the-exercise',
      evidence: second,
    });
  },
  { needs: ['complete'] },
);

/** Whether a run of another day gets these prices too. */
async function isPricedAlike(lab: Lab, catalogue: Catalogue, prices: readonly string[]): Promise<boolean> {
  await lab.pass('1 day');
  const run = await startAll(lab, catalogue);
  const answer = readAnswer(await run.settle());
  const third = (answer?.repriced ?? []).map(({ priceRef }) => String(priceRef));
  return prices.every((priceRef) => third.includes(priceRef));
}

/** A key of one day alone is not told: the day is the engine’s, and nobody else’s. */
function saySharedKey({ ledger }: Lab, skus: readonly string[], isForEver: boolean): string {
  for (const sku of skus) {
    const keys = ledger.calls(reprice).flatMap(({ args, key }) => (args.sku === sku && key !== undefined ? [key] : []));
    const shared = keys.find((key, place) => keys.indexOf(key) < place);
    if (shared !== undefined)
      return `For ${sku} ${isForEver ? `each gave the key \`${shared}\`` : 'each gave one and the same key'}.`;
  }
  return '';
}

async function findRefusedChild(run: Parameters<typeof readFamily>[0]): Promise<string | undefined> {
  const events = (await readFamily(run)).flatMap((member) => member.events);
  const [refused] = eventsOf(events, 'ChildStartFailed');
  return refused && eventsOf(events, 'ChildInitiated').find(({ id }) => id === refused.initiated)?.workflowId;
}
