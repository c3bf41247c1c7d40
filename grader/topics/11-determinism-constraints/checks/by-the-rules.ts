import { check, type Found, finding, type Held, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import {
  awarded,
  drawMonth,
  dueFor,
  field,
  fillTill,
  GOLD_FROM,
  letters,
  type Month,
  resultOf,
  sayBonuses,
  sayTimes,
  startMonth,
  twoDigits,
} from './month.ts';

export const byTheRules = check('by-the-rules', 'a month is counted by the rules', async ({ lab }) => {
  const hour = lab.draw.integer(7, 9);
  const month = drawMonth(lab, {
    bonusAfter: hour,
    times: ['00:05', `${twoDigits(hour - 1)}:59`, `${twoDigits(hour)}:00`, '23:59'],
    euros: lab.draw.pick<[number, number]>([
      [20, 90],
      [130, 200],
    ]),
  });
  fillTill(lab, month);
  lab.did = `Counted a month with \`bonusAfter\` ${hour} and purchases at ${sayTimes(month)} UTC, of which the last two are late, on a worker that runs in UTC.`;
  return await countMonth(lab, month, () =>
    awarded(lab, month).bonuses === dueFor(month).bonuses
      ? 'The rules in shared.ts are what the customer was promised. The exercise is about keeping them everywhere, not about changing them.'
      : 'The rules in shared.ts are what the customer was promised: late is from that hour until midnight, the hour itself included and the first hours of the day not.',
  );
});

export const wholeDay = check(
  'whole-day',
  'where late begins at hour 0, the whole day is late',
  async ({ lab }) => {
    const month = drawMonth(lab, { bonusAfter: 0, times: ['00:05', `${twoDigits(lab.draw.integer(9, 20))}:30`] });
    fillTill(lab, month);
    lab.did = `Counted a month with \`bonusAfter\` 0 and purchases at ${sayTimes(month)} UTC, on a worker that runs in UTC.`;
    return await countMonth(
      lab,
      month,
      () =>
        'Hour 0 is an hour like any other: from it until midnight is the whole day, and all that is bought then is late.',
    );
  },
  { needs: ['by-the-rules', 'beside-others'] },
);

export const emptyMonth = check(
  'empty-month',
  'a month without purchases ends with its statement, too',
  async ({ lab }) => {
    const month = drawMonth(lab, { bonusAfter: 22, times: [] });
    fillTill(lab, month);
    lab.did = 'Counted a month in which the customer had bought nothing.';
    return await countMonth(
      lab,
      month,
      () =>
        'Each month ends with one statement, and nothing bought is 0 points. A customer who gets no letter can’t tell a quiet month from one that was forgotten.',
    );
  },
  { needs: ['by-the-rules'] },
);

/** Has a month counted, and compares what came of it with the rules; `sayWhy` is asked when they were not kept. */
async function countMonth(lab: Lab, month: Month, sayWhy: () => string): Promise<Held | Found> {
  const run = await startMonth(lab, month);
  // A loop that never yields takes 5 s to be cut off on the official path.
  const wrong = deviations(lab, month, resultOf(await run.settle({ ms: 10_000 })));
  if (wrong.length === 0) return holds;
  return finding({
    did: lab.did,
    saw: `${wrong.slice(0, 2).join('. ')}.`,
    why: sayWhy(),
    read: '#in-the-exercise',
    evidence: run,
  });
}

function deviations(lab: Lab, month: Month, result: unknown): string[] {
  const [due, got] = [dueFor(month), awarded(lab, month)];
  const statement = `${month.month}: ${due.points} points`;
  const tier = due.points >= GOLD_FROM ? 'gold' : 'basic';
  const mailed = letters(lab, month);
  const says = (name: string) => JSON.stringify(field(result, name)) ?? 'nothing';
  const wrong: string[] = [];
  if (got.earned !== due.earned)
    wrong.push(`${got.earned} points reached the account for the purchases, where ${due.earned} were due`);
  if (got.bonuses !== due.bonuses)
    wrong.push(`The account got ${sayBonuses(got.bonuses)}, where ${due.bonuses} were due`);
  if (mailed.join('\n') !== statement)
    wrong.push(
      `The customer got ${mailed.map((text) => `“${text}”`).join(' and ') || 'no letter'}, not “${statement}”`,
    );
  if (field(result, 'points') !== due.points)
    wrong.push(`As \`points\` the result says ${says('points')}, not ${due.points}`);
  if (field(result, 'tier') !== tier) wrong.push(`As \`tier\` the result says ${says('tier')}, not "${tier}"`);
  if (field(result, 'statement') !== statement)
    wrong.push(`As \`statement\` the result says ${says('statement')}, not "${statement}"`);
  return wrong;
}
