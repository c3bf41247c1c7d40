import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { findClosing, findLeftovers, list, sayEnd, startTrip } from './trip.ts';

export const cancelUndone = check(
  'cancel-undone',
  'a cancelled trip leaves nothing booked',
  async ({ lab }) => {
    const { tripId, run } = await cancelHalfWay(lab);
    const left = findLeftovers(lab, tripId);
    if (left.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `In the end ${list(left)} of ${tripId} had not been given back.`,
      why: 'The hotel had taken the booking before the cancellation came; that a workflow stops waiting for the answer takes nothing back. And a cancellation is the most ordinary way for a trip to end early.',
      read: '#when-the-trip-is-cancelled',
      evidence: run,
    });
  },
  { needs: ['step-order', 'stays-booked'] },
);

export const cancelSeen = check(
  'cancel-seen',
  'a cancelled trip ends as Canceled',
  async ({ lab }) => {
    const { run, outcome } = await cancelHalfWay(lab);
    if (outcome.status === 'canceled') return holds;
    return finding({
      did: lab.did,
      saw: `\`bookTrip\` ${sayEnd(outcome)}.`,
      why: 'Whoever cancelled wants to see that it worked. A trip that looks sold deceives the traveller, and one that looks failed wakes somebody up for nothing.',
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

/** Cancels a trip when the hotel has taken the booking and its answer is still on the way. */
async function cancelHalfWay(lab: Lab): Promise<{ tripId: string; run: Run; outcome: Outcome }> {
  const booked = lab.world.holds('hotels.book', 'after');
  lab.did = 'Booked a trip, and cancelled it when the hotel had taken the booking and not answered yet.';
  const { tripId, run } = await startTrip(lab);
  await lab.until(booked.reached(), 'the hotel to be booked');
  await cancel(lab, run);
  booked.open();
  return { tripId, run, outcome: await run.settle() };
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
