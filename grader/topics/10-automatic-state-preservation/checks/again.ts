import { isDeepStrictEqual } from 'node:util';
import { check, type Found, finding, holds } from '../../../check/check.ts';
import { sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { beginsAgain } from './plug.ts';
import {
  busyRun,
  DAY,
  drawShipment,
  effectsOf,
  entriesOf,
  entryOf,
  lastAsked,
  list,
  readEntries,
  type Shipment,
  type Step,
  sayEnd,
  sayRoute,
  stepsOf,
  timeAtSea,
} from './voyage.ts';

export const triedAgain = check(
  'tried-again',
  'a step that a terminal could not do at first is done later',
  async ({ lab }) => {
    const shipment = drawShipment(lab, 2);
    for (const operation of ['terminals.load', 'terminals.depart', 'terminals.unload'] as const)
      lab.world.fails(operation, 1);
    lab.did = `Sent a container ${sayRoute(shipment)}; the terminals’ computers were down at the first call to load, to move and to unload, and up again a moment later.`;
    const run = await lab.start('shipment', shipment);
    const outcome = await run.settle();
    const trouble =
      (await sayUndone(lab, shipment, outcome)) ?? sayOtherwise(lab, shipment, outcome) ?? sayRepeated(lab);
    return trouble ? finding({ did: lab.did, ...trouble, evidence: run }) : holds;
  },
  { needs: ['waits-at-sea', 'whole-voyage'] },
);

export const diesAgain = check(
  'dies-again',
  'a step whose machine dies twice is still done',
  async ({ lab }) => {
    lab.did =
      'Sent a container on its way, and looked how many attempts at each step there may be, and how long all of them may take.';
    const run = await lab.start('shipment', drawShipment(lab, 1));
    await run.settle();
    const tight = eventsOf(await run.history(), 'ActivityScheduled').find(({ options }) => {
      const { startToCloseMs, scheduleToCloseMs, retry } = options;
      return retry.attempts === 2 || (scheduleToCloseMs > 0 && scheduleToCloseMs <= 2 * startToCloseMs);
    });
    if (!tight) return holds;
    const { startToCloseMs, scheduleToCloseMs, retry } = tight.options;
    return finding({
      did: lab.did,
      saw:
        retry.attempts === 2
          ? `\`${tight.activity}\` may be tried twice, and no more.`
          : `All attempts at \`${tight.activity}\` together have ${sayDuration(scheduleToCloseMs)}, and one may take ${sayDuration(startToCloseMs)}.`,
      why: 'A machine that dies in the middle of a step uses up one attempt, and all the time that it may take. Machines die one after the other when a fault goes round or a version is rolled out. After the second death nothing is left here: the step is given up for good, and the shipment with it, while the container hangs on the crane.',
      read: '#an-attempt-may-be-the-second',
      evidence: run,
      decisive: tight.id,
    });
  },
  { needs: ['dies-at-work'] },
);

export const leavesLate = check(
  'leaves-late',
  'a ship that leaves late has its days at sea all the same',
  async ({ lab }) => {
    const shipment = drawShipment(lab, 2);
    const at = lab.draw.integer(0, 1);
    const leg = shipment.legs[at];
    const departure = stepsOf(shipment)[3 * at + 1];
    if (!leg || !departure) throw new Error(`there is no leg ${at}`);
    // The first call is held to the end: nobody hears it any more, and so it must not let the ship leave.
    const gate = lab.world.holds(departure.operation, 'before', (row) => row === firstCall(lab, departure));
    lab.did = `Sent a container ${sayRoute(shipment)}. The terminal in ${leg.from} did not answer when the ship was to leave, and the attempt timed out; the ship left at the next one.`;
    const run = await lab.start('shipment', shipment);
    await lab.until(gate.reached(), `the departure from ${leg.from}`, { flowing: true });
    await lab.expire(await busyRun(lab, run));
    await run.settle();
    // A ship that has not left, or never came, is another claim.
    const early = leg.days * DAY - (timeAtSea(lab, shipment, leg) ?? Number.POSITIVE_INFINITY);
    if (early <= 0) return holds;
    return finding({
      did: lab.did,
      saw: `The terminal in ${leg.to} was asked to unload ${sayDuration(early)} before the ship’s ${leg.days} days at sea were over.`,
      why: 'A ship that leaves late arrives late. Days that are counted from an earlier moment are over while it is still at sea.',
      read: '#in-the-exercise',
      evidence: run,
    });
  },
  { needs: ['waits-at-sea', 'whole-voyage'] },
);

function firstCall(lab: Lab, { operation, entry }: Step): LedgerRow | undefined {
  return lab.ledger.calls(operation).find((row) => entryOf(row) === entry);
}

type Trouble = Pick<Found, 'saw' | 'why' | 'read'>;

const read = '#an-attempt-may-be-the-second';

async function sayUndone(lab: Lab, shipment: Shipment, outcome: Outcome): Promise<Trouble | undefined> {
  const done = effectsOf(lab, shipment);
  const missing = stepsOf(shipment).filter(({ entry }) => !done.includes(entry));
  const [first] = missing;
  if (!first) return undefined;
  const asked = await lastAsked(lab, first);
  const never = `The terminals never did this: ${list(missing.map(({ entry }) => entry))}.`;
  const saw = `${never} And \`shipment\` ${sayEnd(outcome)}.`;
  if (asked?.end === 'completed')
    return asked.attempt === 1
      ? {
          saw,
          why: `\`${asked.activity}\` answered although the terminal had not done it, so Temporal took the step as done and made no second attempt. An activity that could not do its work has to fail; then it is tried again.`,
          read,
        }
      : {
          saw,
          why: 'A second attempt is there to do what the first one did not. Whatever tells it that all is done leaves a container on the quay.',
          read,
        };
  if (asked?.end === 'failed' && asked.attempt === 1)
    return {
      saw: `${never} \`${asked.activity}\` failed at its only attempt, and \`shipment\` ${sayEnd(outcome)}.`,
      why: 'A terminal that is down for a moment is up at the next attempt, and there was none. A limit on attempts or on their time keeps it away, and so does an error that says it is final.',
      read,
    };
  return {
    saw,
    why: 'A terminal that is down for a moment is up at the next attempt. A step needs no more than to be tried until it is done.',
    read,
  };
}

function sayOtherwise(lab: Lab, shipment: Shipment, outcome: Outcome): Trouble | undefined {
  const expected = entriesOf(shipment);
  const done = effectsOf(lab, shipment);
  const isDone = isDeepStrictEqual(done, expected);
  if (isDone && isDeepStrictEqual(readEntries(outcome), expected)) return undefined;
  return {
    saw: isDone
      ? `The steps were right, and \`shipment\` ${sayEnd(outcome)}. The log should have: ${list(expected)}.`
      : `The terminals did this: ${list(done)}. Right would be: ${list(expected)}.`,
    why: 'Each step once, in this order, and an entry for each: of an attempt that failed, a shipment should see only that it took longer.',
    read,
  };
}

/** No machine has died, so whoever asks again has heard the answer. */
function sayRepeated(lab: Lab): Trouble | undefined {
  const rows = lab.ledger.calls(/^terminals\./);
  const again = rows.filter((row, index) =>
    rows.slice(0, index).some((one) => one.outcome.kind === 'answered' && entryOf(one) === entryOf(row)),
  );
  if (again.length === 0) return undefined;
  return {
    saw: `The terminals were asked again for what they had done and answered: ${list([...new Set(again.map(entryOf))])}.`,
    ...beginsAgain,
  };
}
