import { check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
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

/** A catalogue of two chunks, and which of its articles the pricing engine refuses. */
interface Night {
  catalogue: Catalogue;
  gone: string[];
  did: string;
}

function drawOneInEachChunk(lab: Lab): Night {
  const chunkSize = lab.draw.integer(4, 5);
  const catalogue = { skus: drawSkus(lab, 2 * chunkSize), maxInFlight: 3, chunkSize };
  const places = [lab.draw.integer(0, chunkSize - 2), chunkSize + lab.draw.integer(0, chunkSize - 2)];
  return {
    catalogue,
    gone: refuseAt(lab, catalogue, places),
    did: `Re-priced ${sayArticles(2 * chunkSize)}, ${chunkSize} a chunk, at most 3 at once. Two of them are no longer sold, and the pricing engine refuses them: NoPrice.`,
  };
}

/** More failures one after the other than there are articles at once: each may cost what it has, a lane or a place. */
function drawThreeInARow(lab: Lab): Night {
  const chunkSize = lab.draw.integer(5, 6);
  const catalogue = { skus: drawSkus(lab, 2 * chunkSize), maxInFlight: 2, chunkSize };
  return {
    catalogue,
    gone: refuseAt(lab, catalogue, [0, 1, 2, chunkSize + lab.draw.integer(0, chunkSize - 2)]),
    did: `Re-priced ${sayArticles(2 * chunkSize)}, ${chunkSize} a chunk, at most 2 at once. The first three and a later one are no longer sold, and the pricing engine refuses them: NoPrice.`,
  };
}

function refuseAt(lab: Lab, { skus }: Catalogue, places: readonly number[]): string[] {
  const gone = skus.filter((_sku, place) => places.includes(place));
  lab.world.refuses(reprice, 'NoPrice', ({ args }) => gone.includes(String(args.sku)));
  return gone;
}

export const othersGoOn = check(
  'others-go-on',
  'an article that can’t be priced does not keep the others from it',
  async ({ lab }) => {
    for (const drawNight of [drawOneInEachChunk, drawThreeInARow]) {
      const night = drawNight(lab);
      lab.did = night.did;
      const run = await startAll(lab, night.catalogue);
      const outcome = await run.settle({ accept: ['unfinished'] });
      const found = findLost(lab, night, { run, outcome });
      if (found) return found;
    }
    return holds;
  },
  { needs: ['complete'] },
);

/** Whether all got their price that could have it. */
function findLost(
  lab: Lab,
  { catalogue: { skus }, gone, did }: Night,
  { run, outcome }: { run: Run; outcome: Outcome },
): Found | undefined {
  const answer = readAnswer(outcome);
  const [repriced, failed] = [skusOf(answer?.repriced ?? []), skusOf(answer?.failed ?? [])];
  const lost = skus.filter((sku) => !gone.includes(sku) && !repriced.includes(sku));
  if (answer && lost.length === 0) return undefined;
  const told = (saw: string, why: string) =>
    finding({ did, saw, why, read: '#one-failure-is-one-failure', evidence: run });
  const asked = new Set(lab.ledger.calls(reprice).map(({ args }) => args.sku));
  const unasked = lost.filter((sku) => !asked.has(sku));
  const ownPriceOnly =
    'In a catalogue of a hundred thousand something is always wrong with some articles. Such a failure may cost the article its own price, and nothing else.';
  if (outcome.status === 'unfinished' || outcome.status === 'timed-out')
    return told(
      `\`repriceAll\` came to a standstill${unasked.length > 0 ? `: ${list(unasked)} had not been asked for` : ''}.`,
      `${ownPriceOnly} A night that does not end has no lists at all.`,
    );
  if (!answer)
    return told(
      `\`repriceAll\` ${sayEnd(outcome)}, and what became of the other ${skus.length - gone.length} articles is told nowhere.`,
      'In a catalogue of a hundred thousand something is always wrong with one article. If one failure is the failure of all, no night ever succeeds; and which prices had changed by then, nobody knows.',
    );
  const isNowhere = lost.every((sku) => !failed.includes(sku));
  const [it, they] = lost.length === 1 ? ['it', 'was'] : ['them', 'were'];
  if (isNowhere && unasked.length === lost.length)
    return told(
      `${list(lost)} ${they} never asked for, and neither list has ${it}.`,
      `${ownPriceOnly} An article that is in neither list keeps yesterday’s price, and nobody looks for it.`,
    );
  return told(
    `Nothing was wrong with ${list(lost)}, and yet \`repriced\` does not have ${it}${isNowhere ? `, nor does \`failed\`` : ''}.`,
    ownPriceOnly,
  );
}

export const failuresTold = check(
  'failures-told',
  'an article that got no price is told, and why',
  async ({ lab }) => {
    const { catalogue, gone, did } = drawThreeInARow(lab);
    lab.did = did;
    const run = await startAll(lab, catalogue);
    const outcome = await run.settle();
    const answer = readAnswer(outcome);
    const told = answer?.failed ?? [];
    const isListed =
      skusOf(told).toSorted().join() === gone.toSorted().join() &&
      told.every(({ reason }) => String(reason).includes('NoPrice'));
    if (isListed && answer?.total === catalogue.skus.length) return holds;
    const entries = told.map(({ sku, reason }) => `${sku}: ${reason}`).toSorted();
    return finding({
      did,
      saw: answer
        ? `\`failed\` said ${entries.length === 0 ? 'nothing' : `“${list(entries)}”`}, and \`total\` was ${JSON.stringify(answer.total)}. No longer sold were ${list(gone)}.`
        : `\`repriceAll\` ${sayEnd(outcome)}.`,
      why: isListed
        ? 'Whoever reads the lists in the morning counts them, and compares the sum with `total`. Only the number that was asked for shows that an article is missing.'
        : 'Somebody reads this list in the morning: what is no longer sold is taken out, what met an outage is asked again. A failure that is left out, or has no reason, can’t be told from an article that was never there.',
      read: '#one-failure-is-one-failure',
      evidence: run,
    });
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
        `\`failed\` said ${entries.length === 0 ? 'nothing' : `“${list(entries)}”`}. Each of its attempts failed with an Outage.`,
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
