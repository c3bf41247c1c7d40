import { check, finding, holds } from '../../../check/check.ts';
import type { Outcome } from '../../../lab/run.ts';
import { openActivities } from '../../../lab/still-open.ts';
import { drawSkus, list, readAnswer, reprice, sayArticles, sayEnd, skusOf, startAll } from './catalogue.ts';
import { readFamily, untilQuiet } from './family.ts';

/** So many attempts an activity has here. */
const ATTEMPTS = 5;

export const unanswered = check(
  'unanswered',
  'an article about which no answer comes is a failed article like any other',
  async ({ lab }) => {
    const chunkSize = 4;
    const skus = drawSkus(lab, 2 * chunkSize);
    const silent = skus[lab.draw.integer(0, chunkSize - 2)] as string;
    const gate = lab.world.holds(reprice, 'before', ({ args }) => args.sku === silent);
    lab.did = `Re-priced ${sayArticles(skus.length)}. About one of them, ${silent}, the pricing engine never answered: each attempt ended with its time.`;
    const run = await startAll(lab, { skus, maxInFlight: 3, chunkSize });
    await lab.until(gate.reached(1), 'the article to be asked for', { flowing: true });
    await untilQuiet(lab, [run]);
    // The attempt at a local activity ends in real time, a minute later. Its failure is the same; it is not waited for.
    const owner = (await readFamily(run)).find(({ events }) => openActivities(events).length > 0);
    const busy = owner && (await lab.find(owner.workflow, owner.workflowId));
    if (!busy) return holds;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const isNext = async () => gate.arrived.length >= attempt || (await run.outcome()).status !== 'unfinished';
      await lab.eventually(isNext, 'the next attempt', { flowing: true });
      if (gate.arrived.length < attempt) break;
      await lab.expire(busy);
    }
    const outcome = await run.settle({ accept: ['unfinished'] });
    gate.open();
    const answer = readAnswer(outcome);
    const told = (saw: string) =>
      finding({
        did: lab.did,
        saw,
        why: 'A service that hangs says nothing. Temporal then puts a failure of its own in the place of an answer: a `TimeoutFailure`. For the list the article has failed, whoever says so, and that may cost no other article its price.',
        read: '#one-failure-is-one-failure',
        evidence: run,
      });
    if (outcome.status === 'unfinished') return told('`repriceAll` came to a standstill.');
    if (!answer)
      return told(
        `\`repriceAll\` ${sayFailed(outcome)}, and what became of the other ${skus.length - 1} articles is told nowhere.`,
      );
    const lost = skus.filter((sku) => sku !== silent && !skusOf(answer.repriced).includes(sku));
    if (lost.length > 0)
      return told(
        `Nothing was wrong with ${list(lost)}, and yet \`repriced\` does not have ${lost.length === 1 ? 'it' : 'them'}.`,
      );
    const [entry, ...more] = answer.failed;
    if (!entry) return told('`failed` was empty.');
    if (more.length > 0 || entry.sku !== silent) return told(`\`failed\` had ${list(skusOf(answer.failed))}.`);
    // Which words stand for silence is left open; none at all can't be told from a slip.
    if (typeof entry.reason === 'string' && entry.reason !== '') return holds;
    return told(`\`failed\` had ${silent}, without a reason.`);
  },
  { needs: ['outage'] },
);

/** A timeout has no type, only a kind. */
function sayFailed(outcome: Outcome): string {
  let failure = outcome.status === 'failed' ? outcome.failure : undefined;
  while (failure && failure.kind !== 'timeout') failure = failure.cause;
  return failure ? 'failed with a `TimeoutFailure`' : sayEnd(outcome);
}
