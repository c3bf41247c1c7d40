import { check, finding, holds } from '../../../check/check.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { drawSkus, readAnswer, reprice, sayArticles, sayEnd, startAll } from './catalogue.ts';
import { untilQuiet } from './family.ts';

export const cancelled = check('cancelled', 'a cancelled run ends as Canceled', async ({ lab }) => {
  const catalogue = { skus: drawSkus(lab, 6), maxInFlight: 2, chunkSize: 6 };
  const gate = lab.world.holds(reprice, 'before');
  lab.did = `Re-priced ${sayArticles(6)}, and cancelled the run while the first two were in work.`;
  const run = await startAll(lab, catalogue);
  await lab.until(gate.reached(1), 'the first article to be asked for');
  await untilQuiet(lab, [run]);
  await run.cancel();
  let looks = 0;
  await lab.eventually(async () => {
    const events = await run.history();
    const [asked] = eventsOf(events, 'RunCancelRequested');
    return asked ? eventsOf(events, 'TaskCompleted').some(({ id }) => id > asked.id) : ++looks === 20;
  }, 'the cancellation to arrive');
  const before = gate.arrived.length;
  gate.open();
  const outcome = await run.settle();
  if (outcome.status === 'canceled') return holds;
  const answer = readAnswer(outcome);
  const [reason] = (answer?.failed ?? []).map((article) => String(article.reason));
  const more = gate.arrived.length - before;
  return finding({
    did: lab.did,
    saw: answer
      ? `\`repriceAll\` completed all the same: ${answer.failed.length} of 6 articles are in \`failed\`${reason ? ` with “${reason}”` : ''}${more > 0 ? `, and ${more} more were asked for after the cancellation` : ''}.`
      : `\`repriceAll\` ${sayEnd(outcome)}.`,
    why: 'The cancellation of a run arrives in the same `catch` as the failure of an article. Taken for one, it lists articles as failed with which nothing was wrong, and who cancelled the night sees one that completed.',
    read: '#one-failure-is-one-failure',
    evidence: run,
  });
});
