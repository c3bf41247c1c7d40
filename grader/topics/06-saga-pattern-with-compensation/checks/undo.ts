import { check, finding, holds } from '../../../check/check.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import { anyUndo, car, hotel, leftBehind, list, type Step, sayEnd, startTrip } from './trip.ts';

export const allUndone = check('all-undone', 'a declined card leaves nothing booked', async ({ lab }) => {
  lab.world.refuses('payments.charge', 'CardDeclined');
  lab.did = 'Booked flight, hotel and car; then the card was declined.';
  const { trip, run } = await startTrip(lab);
  await run.settle();
  const left = leftBehind(lab, trip);
  if (left.length === 0) return holds;
  return finding({
    did: lab.did,
    saw: `When \`bookTrip\` had ended, ${list(left)} of ${trip.tripId} had not been given back.`,
    why: 'No database rolls this back: each provider keeps its booking, and its bill, until somebody cancels it.',
    read: '#a-list-of-undos',
    evidence: run,
  });
});

export const undoOrder = check(
  'undo-order',
  'what was done last is undone first, one after the other',
  async ({ lab }) => {
    lab.world.refuses('payments.charge', 'CardDeclined');
    // While the car has to wait for its second try, nothing else may overtake it.
    lab.world.fails('cars.cancel', 1);
    lab.did = 'Booked flight, hotel and car; the card was declined, and giving back the car took two tries.';
    const { run } = await startTrip(lab);
    await run.settle();
    const undone = lab.ledger.effects(/cancel/).map(({ operation }) => operation);
    const lastFirst = ['cars.cancel', 'hotels.cancel', 'flights.cancel'].filter((name) =>
      undone.some((it) => it === name),
    );
    if (undone.join() === lastFirst.join()) return holds;
    return finding({
      did: lab.did,
      saw: `The calls went through in this order: ${undone.join(', ')}.`,
      why: 'A later step may build on an earlier one: this car waits for that flight. Taking the foundation away first leaves the rest standing on nothing.',
      read: '#last-in-first-out',
      evidence: run,
    });
  },
);

export const undoRefused = check(
  'undo-refused',
  'an undo that fails does not keep the others from running',
  async ({ lab }) => {
    const stuck = lab.draw.pick<Step>([hotel, car]);
    lab.world.refuses('payments.charge', 'CardDeclined');
    lab.world.refuses(stuck.undo, 'TooLateToCancel');
    lab.did = `The card was declined, and during the undo ${stuck.undo} was refused: TooLateToCancel.`;
    const { trip, run } = await startTrip(lab);
    await run.settle();
    const left = leftBehind(lab, trip).filter((what) => what !== stuck.what);
    if (left.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `After that nobody gave back ${list(left)}. The undo calls that were made: ${list(lab.ledger.operations(anyUndo))}.`,
      why: 'One booking that can’t be undone is a case for a human. Three of them, because the first one stopped the rest, is a loss nobody knows about.',
      read: '#when-an-undo-fails',
      evidence: run,
    });
  },
);

export const reason = check('reason', 'a trip that fails says why', async ({ lab }) => {
  lab.world.refuses('hotels.book', 'NoRoom');
  lab.did = 'Booked a trip; the hotel refused: NoRoom.';
  const { run } = await startTrip(lab);
  const outcome = await run.settle();
  if (outcome.status === 'failed' && failureTypes(outcome.failure).includes('NoRoom')) return holds;
  return finding({
    did: lab.did,
    saw: `\`bookTrip\` ${sayEnd(outcome)}.`,
    why: 'Whoever started the trip acts on its outcome. A trip that was undone must not look sold, and NoRoom calls for another hotel, where CardDeclined calls for another card.',
    read: '#tell-the-caller-why',
    evidence: run,
  });
});

export const reasonKept = check('reason-kept', 'a failing undo does not hide why the trip failed', async ({ lab }) => {
  lab.world.refuses('payments.charge', 'CardDeclined');
  lab.world.refuses('flights.cancel', 'TooLateToCancel');
  lab.did = 'The card was declined (CardDeclined), and during the undo flights.cancel was refused (TooLateToCancel).';
  const { run } = await startTrip(lab);
  const outcome = await run.settle();
  if (outcome.status === 'failed' && failureTypes(outcome.failure).includes('CardDeclined')) return holds;
  return finding({
    did: lab.did,
    saw: `\`bookTrip\` ${sayEnd(outcome)}. CardDeclined appears nowhere in it.`,
    why: 'The traveller is told about an airline’s deadline and not about the card. What went wrong first is what the caller can do something about.',
    read: '#tell-the-caller-why',
    evidence: run,
  });
});
