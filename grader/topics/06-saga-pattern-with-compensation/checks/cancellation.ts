import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import {
  charge,
  findClosing,
  findLeftovers,
  flight,
  hotel,
  list,
  listNames,
  readEffects,
  type Step,
  sayEnd,
  startTrip,
  steps,
} from './trip.ts';

export const cancelUndone = check(
  'cancel-undone',
  'a cancelled trip leaves nothing booked',
  async ({ lab }) => {
    const { tripId, run, outcome } = await cancelDuring(lab, hotel);
    const left = findLeftovers(lab, tripId);
    if (left.length === 0) return holds;
    return finding({
      did: lab.did,
      ...(isSold(outcome, left) ? sayUnheard(lab) : sayLeft(tripId, left)),
      read: '#when-the-trip-is-cancelled',
      evidence: run,
    });
  },
  { needs: ['step-order', 'stays-booked', 'all-undone'] },
);

export const cancelCharge = check(
  'cancel-charge',
  'a trip cancelled during the charge is given back, or sold in full',
  async ({ lab }) => {
    const { tripId, run, outcome } = await cancelDuring(lab, charge);
    const left = findLeftovers(lab, tripId);
    // Whoever waits for the charge may find the trip sold: the cancellation came too late.
    if (left.length === 0 || isSold(outcome, left)) return holds;
    return finding({
      did: lab.did,
      saw: `When \`bookTrip\` ended, ${list(left)} of ${tripId} had not been given back.`,
      why: left.includes(charge.what)
        ? 'The card had been charged before the cancellation came; that a workflow stops waiting for the answer takes nothing back.'
        : 'A cancellation is the most ordinary way for a trip to end early, and it can come at the last step as well as at the first.',
      read: '#when-the-trip-is-cancelled',
      evidence: run,
    });
  },
  { needs: ['step-order', 'stays-booked', 'all-undone'] },
);

export const cancelSeen = check(
  'cancel-seen',
  'a cancelled trip ends as Canceled',
  async ({ lab }) => {
    const { tripId, run, outcome } = await cancelDuring(lab, hotel);
    if (outcome.status === 'canceled') return holds;
    return finding({
      did: lab.did,
      saw: `\`bookTrip\` ${sayEnd(outcome)}.`,
      why: isSold(outcome, findLeftovers(lab, tripId))
        ? 'Whoever cancelled has bought a trip. *Canceled* is how a workflow says that it has heard, and has stopped.'
        : 'Whoever cancelled wants to see that it worked. A trip that looks sold deceives the traveller, and one that looks failed wakes somebody up for nothing.',
      read: '#tell-the-caller-why',
      evidence: run,
      decisive: await findClosing(run),
    });
  },
  { needs: ['step-order', 'stays-booked'] },
);

export const cancelDuringUndo = check(
  'cancel-during-undo',
  'a cancellation that comes during the undo does not stop it',
  async ({ lab }) => {
    lab.world.refuses('payments.charge', 'CardDeclined');
    const undoing = lab.world.holds('cars.cancel', 'before');
    lab.did = 'The card was declined; while the car was being given back, the trip was cancelled as well.';
    const { tripId, run } = await startTrip(lab);
    await lab.until(undoing.reached(), '`cancelCar` to begin');
    await cancel(lab, run);
    undoing.open();
    await run.settle();
    const left = findLeftovers(lab, tripId);
    if (left.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `The undo broke off: ${list(left)} of ${tripId} had not been given back.`,
      why: 'People press the button when they see that something goes wrong, so this is when cancellations come. Half an undo is as bad as none.',
      read: '#when-the-trip-is-cancelled',
      evidence: run,
    });
  },
  { needs: ['step-order', 'stays-booked', 'all-undone'] },
);

/** Cancels a trip when a step has acted and its answer is still on the way. */
async function cancelDuring(lab: Lab, step: Step): Promise<{ tripId: string; run: Run; outcome: Outcome }> {
  const acted = lab.world.holds(step.books, 'after');
  lab.did =
    step === charge
      ? 'Booked a trip, and cancelled it when the card had been charged and the answer had not come yet.'
      : 'Booked a trip, and cancelled it when the hotel had taken the booking and not answered yet.';
  const { tripId, run } = await startTrip(lab);
  await lab.until(acted.reached(), `\`${step.act}\` to act`);
  await cancel(lab, run);
  acted.open();
  return { tripId, run, outcome: await run.settle() };
}

/** Whether a trip went on to its end: all of it is still there, and confirmed. */
function isSold(outcome: Outcome, left: readonly string[]): boolean {
  if (outcome.status !== 'completed' || left.length < steps.length) return false;
  const confirmations = Object.values(outcome.result ?? {});
  return confirmations.length === steps.length && confirmations.every(Boolean);
}

function sayUnheard(lab: Lab): { saw: string; why: string } {
  const later = readEffects(lab).acts.filter((act) => act !== flight.act && act !== hotel.act);
  return {
    saw: `The trip took no notice of the cancellation: ${listNames(later)} came after it, and the trip was sold.`,
    why: 'A cancellation reaches the code as a failure of what it waits for. Where that is kept away from the steps, or caught and forgotten, nobody can stop a trip any more.',
  };
}

function sayLeft(tripId: string, left: readonly string[]): { saw: string; why: string } {
  const doubt = left.includes(hotel.what)
    ? 'The hotel had taken the booking before the cancellation came; that a workflow stops waiting for the answer takes nothing back. And a '
    : 'A ';
  return {
    saw: `When \`bookTrip\` ended, ${list(left)} of ${tripId} had not been given back.`,
    why: `${doubt}cancellation is the most ordinary way for a trip to end early.`,
  };
}

/**
 * Cancels a run and waits until its code has heard of it: an answer that comes in the same moment would make the server
 * stumble. While a task of the workflow is busy, the request is not in the history; then a moment must do.
 */
async function cancel(lab: Lab, run: Run): Promise<void> {
  await run.cancel();
  let looks = 0;
  await lab.eventually(async () => {
    const events = await run.history();
    const [asked] = eventsOf(events, 'RunCancelRequested');
    return asked ? eventsOf(events, 'TaskCompleted').some(({ id }) => id > asked.id) : ++looks === 20;
  }, 'the cancellation to arrive');
}
