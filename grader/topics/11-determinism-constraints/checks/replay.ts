import { check, finding, holds } from '../../../check/check.ts';
import { drawMonth, field, fillTill, pointsOf, startMonth } from './month.ts';

export const replay = check('replay', 'a replay comes to the same steps and the same points', async ({ lab }) => {
  const month = drawMonth(lab, { bonusAfter: 22, times: ['10:15', '23:30', '11:45'] });
  fillTill(lab, month);
  lab.did = 'Counted a month to its end, and then replayed its history, as a worker does that has forgotten the workflow.';
  const run = await startMonth(lab, month);
  const outcome = await run.settle();
  const again = await lab.replay(run);
  if (again.kind !== 'replayed') return finding({ did: lab.did, saw: JSON.stringify(again), why: 'x', read: '#x', evidence: run });
  const answer = await run.query('progress');
  if (field(answer, 'points') === pointsOf(outcome)) return holds;
  return finding({ did: lab.did, saw: JSON.stringify([answer, outcome]), why: 'x', read: '#x', evidence: run });
}, { needs: ['by-the-rules'] });
