import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { drawOrder, services } from './order.ts';

/** Half a minute or so is asked for; what is shorter than this is no reading of that. */
const SHORTEST_MS = inMs('5 seconds');

/** Far beyond "half a minute or so": a worker's death goes unnoticed for so long. A quarter of an hour is patient, and let through. */
const LONGEST_MS = inMs('20 minutes');

/** A silence that is longer is not waited for: it is real time. */
const LONGEST_SILENCE_MS = 10_000;

export const timeLimits: Check = check(
  'time-limits',
  'an attempt has the time that a service needs',
  async ({ lab }) => {
    const gates = services.map(({ operation }) => lab.world.holds(operation, 'before'));
    const { order } = drawOrder(lab);
    lab.did = 'Ordered an invoice and looked how long an attempt at each step may take.';
    const run = await lab.start('invoice', order);
    let listened = false;
    for (const gate of gates) {
      const { short } = await lab.eventually(async () => {
        const limits = await readLimits(run, ['startToCloseMs', 'scheduleToCloseMs']);
        const short = limits.find(({ ms }) => ms < SHORTEST_MS);
        const goesOn = gate.arrived.length > 0 || (await run.outcome()).status !== 'unfinished';
        return (short || goesOn) && { short };
      }, 'the next step of the invoice');
      if (short)
        return finding({
          did: lab.did,
          saw: `An attempt at \`${short.activity}\` is given up after ${sayDuration(short.ms)}; half a minute or so was asked for.`,
          why: 'On a good day the service answers in time, and all tests are green. On a busy one attempts are given up and made again while the answer is on its way: there is more load when it can be borne least.',
          read: '#the-four-timeouts',
          evidence: run,
          decisive: short.event,
        });
      // All steps that say how long they may be silent mostly say the same: one is listened to.
      const silence = gate.held > 0 && !listened ? await silenceOf(run) : 0;
      if (silence > 0 && silence <= LONGEST_SILENCE_MS) {
        listened = true;
        await lab.linger(silence + 700);
        const lost = await lostInSilence(run);
        if (lost) {
          // The evidence goes on as far as the next attempt, at which the service is quick.
          for (const held of gates) held.open();
          await run.settle({ accept: ['storm', 'unfinished', 'task-failed'] });
          return finding({
            did: lab.did,
            saw: `An attempt at \`${lost}\` was given up after ${sayDuration(silence)}, because it had sent no heartbeat.`,
            why: 'A heartbeat timeout limits the silence of an attempt, and an activity is silent unless its own code sends heartbeats. So every attempt that needs longer is taken for dead, while the service is about to answer.',
            read: '#the-four-timeouts',
            evidence: run,
          });
        }
      }
      gate.open();
    }
    await run.settle();
    return holds;
  },
);

export const noticedInTime: Check = check(
  'noticed-in-time',
  'a worker that dies is noticed before long',
  async ({ lab }) => {
    const { order } = drawOrder(lab);
    const run = await lab.start('invoice', order);
    await run.settle();
    const limits = await readLimits(run, ['startToCloseMs', 'scheduleToCloseMs', 'heartbeatMs']);
    const long = limits.find(({ ms }) => ms > LONGEST_MS);
    if (!long) return holds;
    return finding({
      did: 'Ordered an invoice and looked how long an attempt at each step may take.',
      saw: `An attempt at \`${long.activity}\` is given up after ${sayDuration(long.ms)}; half a minute or so was asked for.`,
      why: 'The server can’t see a worker die: it waits until the time of the attempt is over, and only then is the step begun again. Until then the invoice lies where it is, though the step takes seconds.',
      read: '#the-four-timeouts',
      evidence: run,
      decisive: long.event,
    });
  },
  { needs: ['survives-crash'] },
);

type LimitName = 'startToCloseMs' | 'scheduleToCloseMs' | 'heartbeatMs';

/** After how long an attempt at each activity of a run is given up, by the smallest of these limits. */
async function readLimits(
  run: Run,
  names: readonly LimitName[],
): Promise<{ activity: string; ms: number; event: number }[]> {
  return eventsOf(await run.history(), 'ActivityScheduled').map(({ id, activity, options }) => ({
    activity,
    ms: Math.min(...names.map((name) => options[name]).filter((ms) => ms > 0)),
    event: id,
  }));
}

/** How long the activity that is open now may be silent; 0 when nothing is said about it. */
async function silenceOf(run: Run): Promise<number> {
  return eventsOf(await run.history(), 'ActivityScheduled').at(-1)?.options.heartbeatMs ?? 0;
}

/** The activity whose attempt the server gave up while its service was held. */
async function lostInSilence(run: Run): Promise<string | undefined> {
  const again = (await run.pending()).find(({ attempt }) => attempt > 1);
  const ended = eventsOf(await run.history(), 'ActivityTimedOut').length > 0;
  return again?.activity ?? (ended ? eventsOf(await run.history(), 'ActivityScheduled').at(-1)?.activity : undefined);
}
