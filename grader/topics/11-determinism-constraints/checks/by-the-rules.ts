import { check, finding, holds } from '../../../check/check.ts';
import { awarded, drawMonth, dueFor, field, fillTill, letters, pointsOf, sayBonuses, sayTimes, startMonth } from './month.ts';

export const byTheRules = check('by-the-rules', 'a month is counted by the rules', async ({ lab }) => {
  const hour = lab.draw.integer(19, 22);
  const month = drawMonth(lab, { bonusAfter: hour, times: ['00:05', `${hour - 1}:59`, `${hour}:00`, '23:59'] });
  const due = dueFor(month);
  fillTill(lab, month);
  lab.did = `Counted a month with \`bonusAfter\` ${hour} and purchases at ${sayTimes(month)} UTC, on a worker that runs in UTC.`;
  const run = await startMonth(lab, month);
  const outcome = await run.settle();
  const got = awarded(lab, month);
  const statement = `${month.month}: ${due.points} points`;
  const wrong: string[] = [];
  if (got.earned !== due.earned) wrong.push(`${got.earned} points were awarded for the purchases, ${due.earned} are due`);
  if (got.bonuses !== due.bonuses) wrong.push(`${sayBonuses(got.bonuses)} reached the account, ${due.bonuses} are due`);
  if (pointsOf(outcome) !== due.points) wrong.push(`the result says ${JSON.stringify(pointsOf(outcome))} points instead of ${due.points}`);
  const mailed = letters(lab, month);
  if (mailed.join() !== statement) wrong.push(`the customer got ${mailed.map((text) => `“${text}”`).join(' and ') || 'no letter'} instead of “${statement}”`);
  if (wrong.length === 0 && field((outcome as { result?: unknown }).result, 'tier') === 'basic') return holds;
  return finding({
    did: lab.did,
    saw: `${wrong.join('; ')}.`,
    why: 'x',
    read: '#in-the-exercise',
    evidence: run,
  });
});
