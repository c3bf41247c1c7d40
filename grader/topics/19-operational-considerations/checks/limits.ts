import { check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import type { Gate } from '../../../world/gate.ts';
import { drawDay, drawFilms, envOf, isSoon, openFleet, queueOf } from './fleet.ts';

/** How much more work there is than may be done at once. */
const MORE = 4;
/** Real time in which a worker that has room takes more. */
const LOOK_MS = 200;

export const limits = check(
  'limits',
  'as many postings and renders are under way at once as may be, and no more',
  async ({ lab }) => {
    const env = envOf(lab);
    await openFleet(lab);
    const postings: Held = {
      of: 'postings',
      queue: await queueOf(lab, 'postLedger'),
      name: 'LEDGER_LIMIT',
      limit: Number(env.LEDGER_LIMIT),
    };
    const renders: Held = {
      of: 'renders',
      queue: await queueOf(lab, 'renderVideo'),
      name: 'RENDER_LIMIT',
      limit: Number(env.RENDER_LIMIT),
    };
    lab.did = `With LEDGER_LIMIT=${postings.limit} and RENDER_LIMIT=${renders.limit}: closed a day with ${postings.limit + MORE} postings and rendered ${renders.limit + MORE} films, and let neither the ledger nor the renders answer.`;
    const ledger = lab.world.holds('books.post', 'before');
    const studio = lab.world.holds('media.transcodeChunk', 'before');
    const day = await lab.start('closeDay', drawDay(lab, postings.limit + MORE));
    const week = await lab.start('renderWeek', drawFilms(lab, renders.limit + MORE));
    for (const [gate, { limit }] of [[ledger, postings] as const, [studio, renders] as const])
      await isSoon(lab.until(gate.reached(limit), 'work to begin'));
    await lab.linger(LOOK_MS);
    const found =
      judge(lab, { gate: ledger, held: postings, run: day }) ?? judge(lab, { gate: studio, held: renders, run: week });
    ledger.open();
    studio.open();
    await day.settle();
    await week.settle();
    return found ?? holds;
  },
  { needs: ['served'] },
);

interface Held {
  of: string;
  queue: unknown;
  name: string;
  limit: number;
}

function judge(lab: Lab, { gate, held, run }: { gate: Gate; held: Held; run: Run }): Found | undefined {
  const { of, queue, name, limit } = held;
  const { length: begun } = gate.arrived;
  if (begun === limit) return undefined;
  const over = begun > limit;
  return finding({
    did: lab.did,
    saw: over
      ? `More than ${limit} ${of} were under way at the same time, on the worker of “${queue}”.`
      : `Of the ${of}, the worker of “${queue}” never had more than ${begun} under way at the same time, where ${name} allows ${limit}.`,
    why: over
      ? 'What lies behind an activity has limits of its own: a ledger that refuses, a machine that runs out of memory. Then everything fails, is retried, and comes back as more load. A worker takes whatever it has room for; how much room that is, you say.'
      : 'The work piles up in the queue while the ledger or the machine has room, and a day that could be closed by six is closed at noon.',
    read: '#how-much-a-worker-takes',
    evidence: run,
  });
}
