import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import { leftBehind, list, sayEnd, startTrip } from './trip.ts';

export const cancelUndone = check(
  'cancel-undone',
  'a trip cancelled half-way leaves nothing booked',
  async ({ lab }) => {
    const { trip, run } = await cancelHalfWay(lab);
    const left = leftBehind(lab, trip);
    if (left.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `When \`bookTrip\` had ended, ${list(left)} of ${trip.tripId} had not been given back.`,
      why: 'A cancellation is the most ordinary way for a trip to end early. The hotel had the booking before the cancellation came; that the workflow stopped waiting for the answer does not take it back.',
      read: '#when-the-trip-is-cancelled',
      evidence: run,
    });
  },
);

export const cancelEndsCanceled = check(
  'cancel-ends-canceled',
  'a trip cancelled half-way ends as canceled',
  async ({ lab }) => {
    const { run, outcome } = await cancelHalfWay(lab);
    if (outcome.status === 'canceled') return holds;
    return finding({
      did: lab.did,
      saw: `\`bookTrip\` ${sayEnd(outcome)}.`,
      why: 'Whoever cancelled wants to see that it worked. A trip shown as sold is a lie to the traveller, and one shown as failed wakes somebody up for nothing.',
      read: '#tell-the-caller-why',
      evidence: run,
    });
  },
);

export const cancelDuringUndo = check(
  'cancel-during-undo',
  'a cancellation that comes during the undo does not stop it',
  async ({ lab }) => {
    lab.world.refuses('payments.charge', 'CardDeclined');
    const undoing = lab.world.holds('cars.cancel', 'before');
    lab.did = 'The card was declined; while the car was being given back, the trip was cancelled as well.';
    const { trip, run } = await startTrip(lab);
    await lab.until(undoing.reached(), 'cars.cancel to be called');
    await cancelAndLetNotice(lab, run);
    undoing.open();
    await run.settle();
    const left = leftBehind(lab, trip);
    if (left.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `The undo broke off: ${list(left)} of ${trip.tripId} had not been given back.`,
      why: 'Travellers press the button when they see that something is wrong, so cancellations like to come at this moment. Half an undo is as bad as none.',
      read: '#when-the-trip-is-cancelled',
      evidence: run,
    });
  },
  { needs: ['all-undone'] },
);

/** Cancels a trip when the hotel has just been booked and its answer is still on the way. */
async function cancelHalfWay(lab: Lab) {
  const booked = lab.world.holds('hotels.book', 'after');
  lab.did = 'Booked a trip, and cancelled it when the hotel had taken the booking and not answered yet.';
  const { trip, run } = await startTrip(lab);
  await lab.until(booked.reached(), 'the hotel to be booked');
  await cancelAndLetNotice(lab, run);
  booked.open();
  return { trip, run, outcome: await run.settle() };
}

/** Cancels a run and lets it finish the workflow task in which it learns so, unless it is busy inside one. */
async function cancelAndLetNotice(lab: Lab, run: Run): Promise<void> {
  await run.cancel();
  let looks = 0;
  await lab.eventually(async () => {
    const events = await run.history();
    const asked = events.findIndex(({ type }) => type === 'RunCancelRequested');
    return events.slice(asked).some(({ type }) => type === 'TaskCompleted') || ++looks === 20;
  }, 'the cancellation to arrive');
}
