import { check, finding, holds } from '../../../check/check.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { awarded, drawMonth, dueFor, fillTill, list, pointsOf, sayBonuses, sayTimes, startMonth } from './month.ts';

const times = ['17:20', '19:20', '21:20', '23:20'];

export const besideOthers = check(
  'beside-others',
  'a month comes out the same, whatever else its worker runs',
  async ({ lab }) => {
    const months = lab.draw.shuffle([18, 20, 22]).map((bonusAfter) => drawMonth(lab, { bonusAfter, times }));
    fillTill(lab, ...months);
    lab.did = `Counted three months at the same time on one worker, with \`bonusAfter\` ${list(months.map((m) => String(m.bonusAfter)))} and purchases at ${list(times)} UTC in each.`;
    // The first month is in the middle of its work when the others begin.
    const gate = lab.world.holds('loyalty.award', 'before');
    const runs: Run[] = [];
    for (const month of months) {
      const run = await startMonth(lab, month);
      runs.push(run);
      if (runs.length === 1) await lab.until(gate.reached(), 'points to be awarded', { flowing: true });
      else await lab.eventually(async () => eventsOf(await run.history(), 'TaskCompleted').length > 0, 'the first task of another month');
    }
    gate.open();
    const outcomes = [];
    for (const run of runs) outcomes.push(await run.settle());
    for (const [index, month] of months.entries()) {
      const [due, got, outcome, run] = [dueFor(month), awarded(lab, month), outcomes[index], runs[index]];
      if (!outcome || !run || (got.points === due.points && got.bonuses === due.bonuses && pointsOf(outcome) === due.points)) continue;
      return finding({
        did: lab.did,
        saw: `The month with \`bonusAfter\` ${month.bonusAfter} got ${sayBonuses(got.bonuses)} instead of ${due.bonuses}`,
        why: 'x',
        read: '#x',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['by-the-rules'] },
);
