import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import { sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import {
  allIdle,
  DAY,
  drawReturn,
  drawShipment,
  drawTwo,
  effectsOf,
  entriesOf,
  holdStep,
  type Leg,
  list,
  readEntries,
  type Shipment,
  sayEnd,
  sayRoute,
  stepsOf,
  timeAtSea,
} from './voyage.ts';

/** How often the check looks whether a departed ship leaves the workers in peace, and how long it waits in between. */
const LOOKS = 100;
const LOOK_MS = 25;
const HOUR = 3_600_000;

export const waitsAtSea = check(
  'waits-at-sea',
  'while a ship is at sea, nothing runs and nobody waits but the workflow',
  async ({ lab }) => {
    const shipment = drawShipment(lab, 2);
    const [leg] = shipment.legs;
    const [, departure] = stepsOf(shipment);
    if (!leg || !departure) throw new Error('a voyage has legs');
    const gate = holdStep(lab, departure, 'before');
    lab.did = `Sent a container ${sayRoute(shipment)}, and looked at the workers when the ship had left ${leg.from}. It was due in ${leg.to} after ${leg.days} days.`;
    const run = await lab.start('shipment', shipment);
    await lab.until(gate.reached(), `the departure from ${leg.from}`);
    gate.open();
    if (!(await leftInPeace(lab))) {
      const [busy] = (await Promise.all(lab.runs.map((one) => one.pending()))).flat();
      await run.abandon();
      return finding({
        did: lab.did,
        saw: `The activity \`${busy?.activity ?? 'of this step'}\` went on while the ship was at sea: a worker was kept busy with waiting.`,
        why: 'A wait in an activity lives in the memory of one process. When its machine dies, the wait begins again from the first day, and until then it occupies a place on a worker. A timer of the workflow is kept by the server.',
        read: '#waiting-is-state',
        evidence: run,
      });
    }
    await run.settle();
    // Less than two hours may be the time that the departure took: the claim of `leaves-late`.
    const isShort = (one: Leg) =>
      (timeAtSea(lab, shipment, one) ?? Number.POSITIVE_INFINITY) < one.days * DAY - 2 * HOUR;
    const short = shipment.legs.find(isShort);
    if (!short) return holds;
    return finding({
      did: lab.did,
      saw: `The container was unloaded in ${short.to} ${sayGap(timeAtSea(lab, shipment, short) ?? 0)} it had left ${short.from}; the voyage takes ${short.days} days.`,
      why: 'A terminal that is asked to unload a ship that has not come does nothing, or sends a bill for a crane that waited.',
      read: '#waiting-is-state',
      evidence: run,
    });
  },
);

export const wholeVoyage = check(
  'whole-voyage',
  'every leg is loaded, moved and unloaded, and the log says so',
  async ({ lab }) => {
    const shipment = drawReturn(lab);
    const expected = entriesOf(shipment);
    lab.did = `Sent a container ${sayRoute(shipment)}; nothing went wrong.`;
    const run = await lab.start('shipment', shipment);
    const outcome = await run.settle();
    const done = effectsOf(lab, shipment);
    if (isDeepStrictEqual(done, expected) && isDeepStrictEqual(readEntries(outcome), expected)) return holds;
    const once = isDeepStrictEqual(done, expected) ? keptOnce(expected, readEntries(outcome) ?? []) : undefined;
    if (once)
      return finding({
        did: lab.did,
        saw: `The steps were right, and the log has ${once.length} of ${expected.length} entries. These are in it once, and were done twice: ${list(once.entries)}.`,
        why: 'A voyage may come to a port twice. An entry with the same text belongs to another leg and is not a repetition.',
        read: '#in-the-exercise',
        evidence: run,
      });
    // All that is left out was done on an earlier leg: the terminal has taken it for a repetition.
    const sameKey = done.length < expected.length && isDeepStrictEqual(new Set(done), new Set(expected));
    return finding({
      did: lab.did,
      saw: isDeepStrictEqual(done, expected)
        ? `The steps were right, and \`shipment\` ${sayEnd(outcome)}. The log should have: ${list(expected)}.`
        : `The terminals did this: ${list(done)}. Right would be: ${list(expected)}.`,
      why: sameKey
        ? 'A voyage may come to a port twice. A key that names the port and not the leg is the same both times: the terminal takes the second visit for a repetition of the first, repeats its answer, and the container stays where it is.'
        : 'Each step once, in this order, and an entry for each: that is what a shipment is. Everything else in this exercise asks whether it stays so when machines die.',
      read: sameKey ? '#an-attempt-may-be-the-second' : '#in-the-exercise',
      evidence: run,
    });
  },
  { needs: ['waits-at-sea'] },
);

export const twoAtOnce = check(
  'two-at-once',
  'two shipments on their way at the same time do not know of each other',
  async ({ lab }) => {
    const [first, second] = drawTwo(lab);
    const gate = lab.world.holds('terminals.load', 'after', (row) => row.args.shipment === first.id);
    lab.did = `Sent two containers at the same time: one ${sayRoute(first)}, one ${sayRoute(second)}.`;
    const one = await lab.start('shipment', first);
    await lab.until(gate.reached(), 'the first container to be loaded');
    const two = await lab.start('shipment', second);
    await lab.eventually(async () => {
      const departures = lab.ledger.calls('terminals.depart').filter(({ args }) => args.shipment === second.id);
      return departures.some(({ outcome }) => outcome.kind === 'answered');
    }, 'the second container to be moved');
    gate.open();
    const seen = [readEntries(await one.settle()), readEntries(await two.settle())];
    const wrong = [first, second].findIndex((shipment, index) => !isRight(lab, shipment, seen[index]));
    if (wrong < 0) return holds;
    const [shipment, run] = wrong === 0 ? [first, one] : [second, two];
    return finding({
      did: lab.did,
      saw: `Of the container that went ${sayRoute(shipment)}, the terminals had done: ${list(effectsOf(lab, shipment))}; and its log said: ${list(seen[wrong] ?? [])}. Both should be: ${list(entriesOf(shipment))}.`,
      why: 'One worker serves many workflows, and which of them a process serves next is chance. What the process remembers of one, another one finds; and so it is with a name that both share.',
      read: '#what-is-kept-and-what-is-not',
      evidence: run,
    });
  },
  { needs: ['waits-at-sea', 'whole-voyage'] },
);

/** What a log has once that it should have twice, where nothing else is wrong with it; undefined otherwise. */
function keptOnce(expected: string[], log: string[]): { length: number; entries: string[] } | undefined {
  if (log.length >= expected.length || !isDeepStrictEqual(new Set(log), new Set(expected))) return undefined;
  const count = (entries: string[], entry: string) => entries.filter((one) => one === entry).length;
  const entries = [...new Set(log)].filter((entry) => count(log, entry) < count(expected, entry));
  return { length: log.length, entries };
}

function isRight(lab: Lab, shipment: Shipment, entries: string[] | undefined): boolean {
  const expected = entriesOf(shipment);
  return isDeepStrictEqual(effectsOf(lab, shipment), expected) && isDeepStrictEqual(entries, expected);
}

/** Whether soon after a departure no activity is open and no workflow task under way. */
async function leftInPeace(lab: Lab): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    const departed = lab.ledger.calls('terminals.depart').some(({ outcome }) => outcome.kind === 'answered');
    if (departed && (await allIdle(lab))) return true;
    await lab.linger(LOOK_MS);
  }
  return false;
}

/** In whole hours: what is shorter differs from run to run. */
function sayGap(ms: number): string {
  const hours = Math.round(ms / HOUR) * HOUR;
  if (hours < 0) return 'before';
  return hours > 0 ? `${sayDuration(hours)} after` : 'as soon as';
}
