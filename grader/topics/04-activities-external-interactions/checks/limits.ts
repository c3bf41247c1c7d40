import { type Check, check, finding, holds } from '../../../check/check.ts';
import { sayDuration } from '../../../lab/duration.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { drawOrder, sayEnd, services } from './order.ts';

/** No service answers reliably within this; nobody who thinks of seconds asks for less. */
const BLINK_MS = 500;

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
        const short = await shortest(run);
        const goesOn = gate.arrived.length > 0 || (await run.outcome()).status !== 'unfinished';
        return (short || goesOn) && { short };
      }, 'the next step of the invoice');
      if (short)
        return finding({
          did: lab.did,
          saw: `An attempt at \`${short.activity}\` is given up after ${short.ms} ms.`,
          why: 'On a good day the service answers faster than that, and all tests are green. On a busy one every attempt is thrown away and made again, while the answer to the first one is on its way; the load doubles when it can be borne least.',
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
        if (lost)
          return finding({
            did: lab.did,
            saw: `An attempt at \`${lost}\` was given up after ${sayDuration(silence)}, because it had sent no heartbeat.`,
            why: 'A heartbeat timeout limits the silence of an attempt, and an activity is silent unless its own code sends heartbeats. So every attempt that needs longer is taken for dead, while the service is about to answer.',
            read: '#the-four-timeouts',
            evidence: run,
          });
      }
      gate.open();
    }
    await run.settle();
    return holds;
  },
);

export const survivesCrash: Check = check(
  'survives-crash',
  'a worker that dies costs one attempt, not the invoice',
  async ({ lab }) => {
    const gates = services.map(({ operation }) => lab.world.holds(operation, 'before'));
    const { order } = drawOrder(lab);
    lab.did = 'Ordered an invoice.';
    const run = await lab.start('invoice', order);
    for (const [step, gate] of gates.entries()) {
      await lab.eventually(
        async () => gate.held > 0 || (await run.outcome()).status !== 'unfinished',
        `${services[step]?.operation} to be called`,
        { flowing: true },
      );
      if (gate.held === 0) break;
      lab.did = `Ordered an invoice; its worker died in the middle of \`${services[step]?.activity}\`, and another worker took over.`;
      await lab.crash();
      gate.open();
      await lab.expire(run);
      await lab.recover();
    }
    const outcome = await run.settle();
    if (outcome.status === 'completed') return holds;
    return finding({
      did: lab.did,
      saw: `The lost attempt was not made again: \`invoice\` ${sayEnd(outcome)}.`,
      why: 'The server can’t see a worker die. It notices when an attempt takes too long, and then there has to be time, and leave, for another one. Workers die at every deployment.',
      read: '#the-four-timeouts',
      evidence: run,
    });
  },
  { needs: ['time-limits'] },
);

/** The first activity of a run whose attempts end too early. */
async function shortest(run: Run): Promise<{ activity: string; ms: number; event: number } | undefined> {
  const scheduled = eventsOf(await run.history(), 'ActivityScheduled');
  const limits = scheduled.map(({ id, activity, options: { startToCloseMs, scheduleToCloseMs } }) => ({
    activity,
    ms: Math.min(...[startToCloseMs, scheduleToCloseMs].filter((ms) => ms > 0)),
    event: id,
  }));
  return limits.find(({ ms }) => ms < BLINK_MS);
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
