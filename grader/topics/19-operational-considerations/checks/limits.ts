import { check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import { isSoon } from '../../../lab/soon.ts';
import type { Gate } from '../../../world/gate.ts';
import { drawDay, drawFilms, envOf, openFleet, queueOf } from './fleet.ts';

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

/** More than any environment of the other checks allows: so many calls need not be held to see what is asked for. */
const LARGE = { LEDGER_LIMIT: '240', RENDER_LIMIT: '130', SHUTDOWN_SECONDS: '60' };

export const limitsFollow = check(
  'limits-follow',
  'where the environment allows more, a worker takes more',
  async ({ lab }) => {
    await openFleet(lab);
    for (const [work, name, of] of [
      ['postLedger', 'LEDGER_LIMIT', 'postings'],
      ['renderVideo', 'RENDER_LIMIT', 'renders'],
    ] as const) {
      const queue = (await queueOf(lab, work)) as string;
      lab.did = `Asked workerOptions in your worker.ts about the worker of “${queue}”, with ${name}=${LARGE[name]}.`;
      const outcome = await lab.tryCall({ file: 'worker.ts', export: 'workerOptions', args: [{ ...LARGE }, queue] });
      const room = outcome.kind === 'value' ? readRoom(outcome.json) : undefined;
      // Slots that are handed out by code of one's own can't be counted from here.
      if (room === undefined || room === Number(LARGE[name])) continue;
      return finding({
        did: lab.did,
        saw: `It would do ${room} ${of} at once.`,
        why: 'How much the ledger and the machines can bear is known where they are run, and said in the environment. A number in the code that has the last word fits the day it was written: later work waits in the queue while there is room for it, and nobody sees why.',
        read: '#how-much-a-worker-takes',
      });
    }
    return holds;
  },
  { needs: ['limits'] },
);

/** How many activities at once options ask for, as a number or as slots of a fixed number; undefined for anything else. */
function readRoom(options: unknown): number | undefined {
  const { maxConcurrentActivityTaskExecutions: plain, tuner } = Object(options);
  const room: unknown = plain ?? Object(Object(tuner).activityTaskSlotSupplier).numSlots;
  return typeof room === 'number' ? room : undefined;
}

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
