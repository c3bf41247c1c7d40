import { check, finding, holds } from '../../../check/check.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { drawSkus, readAnswer, reprice, sayArticles, sayEnd, startAll } from './catalogue.ts';
import { readFamily, untilQuiet } from './family.ts';

export const cancelled = check('cancelled', 'a cancelled run ends as Canceled', async ({ lab }) => {
  const catalogue = { skus: drawSkus(lab, 6), maxInFlight: 2, chunkSize: 6 };
  const gate = lab.world.holds(reprice, 'before');
  lab.did = `Re-priced ${sayArticles(6)}.`;
  const run = await startAll(lab, catalogue);
  await lab.until(gate.reached(1), 'the first article to be asked for');
  await untilQuiet(lab, [run]);
  lab.did = `Re-priced ${sayArticles(6)}, and cancelled the run while ${gate.held} of them ${gate.held === 1 ? 'was' : 'were'} in work.`;
  await run.cancel();
  await lab.eventually(lookForCancellation(run), 'the cancellation to arrive');
  const before = gate.arrived.length;
  gate.open();
  const outcome = await run.settle();
  if (outcome.status === 'canceled') return holds;
  return finding({
    did: lab.did,
    ...sayUnheard(outcome, gate.arrived.length - before),
    read: '#one-failure-is-one-failure',
    evidence: run,
  });
});

/** What a run came to that did not end as cancelled, after so many more calls. */
function sayUnheard(outcome: Outcome, more: number): { saw: string; why: string } {
  const answer = readAnswer(outcome);
  if (!answer)
    return {
      saw: `\`repriceAll\` ${sayEnd(outcome)}.`,
      why: '*Canceled* is how a workflow says that it has heard, and has stopped. Any other end sends somebody to look for something that went wrong.',
    };
  const [first] = answer.failed;
  if (first) {
    const isSame = answer.failed.every(({ reason }) => reason === first.reason);
    return {
      saw: `\`repriceAll\` completed all the same: ${answer.failed.length} of 6 articles are in \`failed\`${isSame ? '' : ', the first'} with “${first.reason}”${more > 0 ? `, and ${more} more were asked for after the cancellation` : ''}.`,
      why: 'The cancellation of a run arrives where the failure of an article does: in the same `catch`, or as a `rejected` of `allSettled`. Taken for one, it lists articles as failed with which nothing was wrong, and who cancelled the night sees one that completed.',
    };
  }
  if (more > 0)
    return {
      saw: `\`repriceAll\` completed as if nobody had cancelled it, and ${more} more of the 6 articles were asked for after that.`,
      why: 'Who cancels a night has a reason, a wrong list for instance. Work that a cancellation does not reach goes on changing prices that nobody wants any more, and the run says that all went well.',
    };
  const priced = answer.repriced.length;
  return {
    saw: `\`repriceAll\` completed as if nobody had cancelled it: \`repriced\` has ${sayArticles(priced)}, and \`failed\` is empty.`,
    why: 'Who cancelled the night sees one that completed. And whoever reads its lists takes them for those of a night like any other.',
  };
}

/** So many looks without anything new: what was on its way to a child has arrived. */
const STILL = 6;

/** A run that never hears of it is not waited for. */
const GIVEN_UP = 20;

/** Whether the run and all of its children that are told of the cancellation have dealt with it. */
function lookForCancellation(run: Run): () => Promise<boolean> {
  let [known, still] = [0, 0];
  return async () => {
    const members = await readFamily(run);
    const size = members.reduce((sum, { events }) => sum + events.length, 0);
    still = size === known ? still + 1 : 0;
    known = size;
    const told = members.flatMap(({ events }) =>
      eventsOf(events, 'RunCancelRequested').map(({ id }) => ({ id, events })),
    );
    if (told.length === 0) return still >= GIVEN_UP;
    return still >= STILL && told.every(({ id, events }) => eventsOf(events, 'TaskCompleted').some((t) => t.id > id));
  };
}
