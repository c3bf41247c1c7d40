import { type Check, check, finding, holds } from '../../../check/check.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { drawOrder, sayEnd, services } from './order.ts';

/** No service answers reliably within this; nobody who thinks of seconds asks for less. */
const BLINK_MS = 500;

export const timeLimits: Check = check(
  'time-limits',
  'an attempt has the time that a service needs',
  async ({ lab }) => {
    const gates = services.map(({ operation }) => lab.world.holds(operation, 'before'));
    const { order } = drawOrder(lab);
    lab.did = 'Ordered an invoice and looked how long an attempt at each step may take.';
    const run = await lab.start('invoice', order);
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
    const { order } = drawOrder(lab);
    const gate = lab.world.holds('pdf.store', 'before');
    lab.did = 'Ordered an invoice; its worker died while the document was being made, and another worker took over.';
    const run = await lab.start('invoice', order);
    await lab.until(gate.reached(), 'pdf.store to be called');
    await lab.crash();
    gate.open();
    await lab.recover();
    await lab.expire(run);
    const outcome = await run.settle();
    if (outcome.status === 'completed') return holds;
    return finding({
      did: lab.did,
      saw: `When the time of the lost attempt was up, no other one followed: \`invoice\` ${sayEnd(outcome)}.`,
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
