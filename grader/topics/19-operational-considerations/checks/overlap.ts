import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import type { Gate } from '../../../world/gate.ts';
import { drawDay, drawQuestion, openFleet } from './fleet.ts';
import { heardOf, readReport, sayReport } from './reports.ts';

/** Real time between the beginnings of two attempts. */
const APART_MS = 150;
/** What two clocks, or one of whole milliseconds, may make of a duration. */
const CLOCK_MS = 10;

const why =
  'A worker has many attempts under way. The slower a service gets, the more of them overlap. Reports that are right only while there is one at a time go wrong in the hour in which somebody looks at them.';
const read = '#who-watches-the-attempts';

export const reportedApart = check(
  'reported-apart',
  'of attempts that are under way together, each is reported as what it was',
  async ({ lab }) => {
    const host = await openFleet(lab);
    await heardOf(lab, host);
    const before = host.reports().length;
    lab.did = `Closed three days with one posting each. The first failed once; its second attempt, the second posting and the third began at least ${APART_MS} milliseconds apart, and none of them got an answer yet. Then a rate was asked for, and came. After that the ledger answered the second posting, then the first, then the third.`;
    lab.world.fails('books.post', 1);
    const first = await begin(lab, 'The second attempt of the first posting', 2);
    await lab.linger(APART_MS);
    const second = await begin(lab, 'The second posting', 1);
    await lab.linger(APART_MS);
    const third = await begin(lab, 'The third posting', 1);
    const question = await lab.start('askRate', drawQuestion(lab));
    await question.settle();
    // Whoever began in the middle ends first: neither the oldest beginning is the right one then, nor the latest.
    const spells = [await end(second), await end(first), await end(third)];
    await heardOf(lab, host);
    const reports = host.reports().slice(before).map(readReport);
    const wanted = [
      { activityType: 'postLedger', attempt: 1, ok: false },
      { activityType: 'quote', attempt: 1, ok: true },
      ...spells.map(({ attempt }) => ({ activityType: 'postLedger', attempt, ok: true })),
    ];
    const known = reports.map(({ ms: _, ...rest }) => rest);
    if (!isDeepStrictEqual(known, wanted))
      return finding({
        did: lab.did,
        saw: `Reported, in this order: ${reports.map(sayReport).join('; ') || 'nothing'}. What had ended, in this order: ${wanted.map(sayReport).join('; ')}.`,
        why,
        read,
        evidence: first.run,
      });
    const odds = spells.map((spell, index) => sayOdd(spell, reports[index + 2]?.ms));
    // The oldest and the latest beginning are furthest apart: a clock taken for another shows there most clearly.
    const odd = odds[2] ?? odds[1] ?? odds[0];
    if (!odd) return holds;
    return finding({
      did: lab.did,
      saw: odd,
      why,
      read,
      evidence: first.run,
    });
  },
  { needs: ['limits', 'attempts-reported'] },
);

interface Posting {
  name: string;
  attempt: number;
  run: Run;
  gate: Gate;
  /** Real time before it can have begun, and when it was seen with the ledger. */
  asked: number;
  arrived: number;
}

/** Closes a day, and waits until its one posting is with the ledger, which keeps it. */
async function begin(lab: Lab, name: string, attempt: number): Promise<Posting> {
  const day = drawDay(lab, 1);
  const gate = lab.world.holds('books.post', 'before', ({ args }) => args.entryId === day.entries[0]?.entryId);
  const asked = performance.now();
  const run = await lab.start('closeDay', day);
  await lab.until(gate.reached(), 'the posting to be under way', { flowing: true });
  return { name, attempt, run, gate, asked, arrived: performance.now() };
}

/** An attempt that is over, with the least and the most milliseconds it can have taken. */
interface Spell {
  name: string;
  attempt: number;
  least: number;
  most: number;
}

async function end({ name, attempt, run, gate, asked, arrived }: Posting): Promise<Spell> {
  const least = performance.now() - arrived;
  gate.open();
  await run.settle();
  return { name, attempt, least, most: performance.now() - asked };
}

function sayOdd({ name, least, most }: Spell, ms: unknown): string | undefined {
  if (typeof ms !== 'number') return `${name} was reported without a number as its duration.`;
  if (ms < least - CLOCK_MS) return `${name} was reported with fewer milliseconds than the ledger kept it waiting.`;
  if (ms > most + CLOCK_MS) return `${name} was reported with more milliseconds than it can have taken.`;
  return undefined;
}
