import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { awarded, drawMonth, dueFor, field, fillTill, list, type Month, resultOf, startMonth } from './month.ts';

const times = ['17:20', '19:20', '21:20', '23:20'];

export const besideOthers = check(
  'beside-others',
  'a month comes out the same, whatever else its worker runs',
  async ({ lab }) => {
    const months = lab.draw.shuffle([18, 20, 22]).map((bonusAfter) => drawMonth(lab, { bonusAfter, times }));
    fillTill(lab, ...months);
    lab.did = `Counted three months at the same time on one worker. Each had purchases at ${list(times)} UTC and a \`bonusAfter\` of its own: ${sayEach(months, ({ bonusAfter }) => bonusAfter)}.`;
    const runs = await startOverlapping(lab, months);
    const results: unknown[] = [];
    for (const run of runs) results.push(field(resultOf(await run.settle()), 'points'));
    const account = (month: Month) => awarded(lab, month).points;
    const result = (month: Month) => results[months.indexOf(month)];
    const due = (month: Month) => dueFor(month).points;
    const isSaidAsAwarded = months.every((month) => result(month) === account(month));
    const differing = [
      compare(
        'Bonuses on the accounts',
        months,
        (month) => awarded(lab, month).bonuses,
        (month) => dueFor(month).bonuses,
      ),
      compare('Points on the accounts', months, account, due),
      isSaidAsAwarded ? undefined : compare('Points in the results', months, result, due),
    ].filter((line) => line !== undefined);
    const [evidence] = runs;
    if (differing.length === 0 || !evidence) return holds;
    return finding({
      did: lab.did,
      saw: differing.join(' '),
      why: 'A worker runs hundreds of workflows side by side. Each has variables of its own, but all of them see the same built-in prototypes, such as `Date.prototype`. What one leaves there, the others find in place of their own, and whose it is depends on who began when: that differs from day to day, and at every replay.',
      read: '#what-runs-share',
      evidence,
    });
  },
  { needs: ['by-the-rules'] },
);

/** The first month is in the middle of its work when the others begin; the last to begin ends last. */
async function startOverlapping(lab: Lab, months: Month[]): Promise<Run[]> {
  const gate = lab.world.holds('loyalty.award', 'before');
  const runs: Run[] = [];
  for (const month of months) {
    const run = await startMonth(lab, month);
    runs.push(run);
    if (runs.length === 1) await lab.until(gate.reached(), 'points to be awarded', { flowing: true });
    else await lab.eventually(() => hasBegun(lab, run, month), 'the first task of another month');
  }
  gate.open();
  return runs;
}

/** It has asked the world for something, or at least come to its first wait. */
async function hasBegun(lab: Lab, run: Run, { customerId }: Month): Promise<boolean> {
  if (lab.ledger.calls().some(({ args }) => args.customerId === customerId)) return true;
  return eventsOf(await run.history(), 'TaskCompleted').length > 0;
}

function compare(
  what: string,
  months: Month[],
  seen: (month: Month) => unknown,
  due: (month: Month) => unknown,
): string | undefined {
  if (months.every((month) => seen(month) === due(month))) return undefined;
  return `${what}: ${sayEach(months, seen)}; due were ${sayEach(months, due)}.`;
}

function sayEach(months: Month[], say: (month: Month) => unknown): string {
  return list(months.map((month) => String(say(month))));
}
