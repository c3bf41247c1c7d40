import { check, finding, holds } from '../../../check/check.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import type { Outcome } from '../../../lab/run.ts';
import {
  car,
  charge,
  findClosing,
  findLeftovers,
  flight,
  hotel,
  list,
  listNames,
  readEffects,
  sayEnd,
  startTrip,
  stopFor,
} from './trip.ts';

export const allUndone = check('all-undone', 'a declined card leaves nothing booked', async ({ lab }) => {
  lab.world.refuses('payments.charge', 'CardDeclined');
  lab.did = 'Booked flight, hotel and car; then the card was declined.';
  const { tripId, run } = await startTrip(lab);
  await run.settle();
  const left = findLeftovers(lab, tripId);
  if (left.length === 0) return holds;
  const undos = lab.ledger.calls(/cancel|refund/).map(({ operation, key }) => `${operation} of ${key}`);
  return finding({
    did: lab.did,
    saw: `When \`bookTrip\` ended, ${list(left)} of ${tripId} had not been given back. What had reached the providers: ${list(undos)}.`,
    why: 'No database rolls this back: each provider keeps its booking, and sends its bill, until somebody cancels it.',
    read: '#a-list-of-undos',
    evidence: run,
  });
});

export const undoOrder = check(
  'undo-order',
  'what was done last is undone first',
  async ({ lab }) => {
    lab.world.losesAnswer('payments.charge');
    // Whatever does not wait overtakes, whatever does not wait for long enough as well.
    lab.world.fails('payments.refund', 3);
    await stopFor(lab, '2 hours', 'cars.cancel');
    lab.expectUpTo({ attempts: 800 });
    lab.world.fails('hotels.cancel', 1);
    lab.did = 'Booked flight, hotel and car; the card was charged, and the answer was lost at every try.';
    const { run } = await startTrip(lab);
    // Whoever tries every few seconds is stopped before the two hours are over: what has been undone by then is judged.
    const { status } = await run.settle({ accept: ['storm'] });
    const { undos } = readEffects(lab);
    const all = [charge.undo, car.undo, hotel.undo, flight.undo];
    const lastFirst =
      status === 'storm'
        ? all.filter((undo) => undo !== charge.undo || undos.includes(undo)).slice(0, undos.length)
        : all.filter((undo) => undos.includes(undo));
    if (undos.join() === lastFirst.join()) return holds;
    const isRefundLate = withoutRefund(undos) === withoutRefund(lastFirst);
    const tries = undos.includes(charge.undo) ? 'The refund took four tries; nobody' : 'Nobody';
    return finding({
      did: `${lab.did} ${tries} took the car back for two hours; giving back the hotel took two tries.`,
      saw: `The undos went through in this order: ${listNames(undos)}.`,
      why: isRefundLate
        ? 'Money that went last comes back first. A refund that waits its turn behind the bookings waits for every provider that is down, and so does the traveller.'
        : 'A later step may build on an earlier one: this car waits for that flight. Taking the foundation away first leaves the rest standing on nothing.',
      read: '#last-in-first-out',
      evidence: run,
    });
  },
  { needs: ['steps-give-up'] },
);

export const undoRefused = check(
  'undo-refused',
  'an undo that fails does not keep the others from running',
  async ({ lab }) => {
    const stuck = lab.draw.pick([hotel, car]);
    lab.world.refuses('payments.charge', 'CardDeclined');
    lab.world.refuses(stuck.cancels, 'TooLateToCancel');
    lab.did = `The card was declined, and during the undo \`${stuck.undo}\` was refused: TooLateToCancel.`;
    const { tripId, run } = await startTrip(lab);
    await run.settle();
    const left = findLeftovers(lab, tripId).filter((what) => what !== stuck.what);
    if (left.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `After that nobody gave back ${list(left)}.`,
      why: 'One booking that can’t be undone is a case for a human. The others are lost only because the first one stopped the rest, and nobody knows about them.',
      read: '#when-an-undo-fails',
      evidence: run,
    });
  },
  { needs: ['stays-booked', 'all-undone'] },
);

export const reason = check('reason', 'a trip that fails says why', async ({ lab }) => {
  lab.world.refuses('hotels.book', 'NoRoom');
  lab.did = 'Booked a trip; the hotel refused: NoRoom.';
  const { run } = await startTrip(lab);
  const outcome = await run.settle();
  if (outcome.status === 'failed' && failureTypes(outcome.failure).includes('NoRoom')) return holds;
  return finding({
    did: lab.did,
    saw: sayReason(outcome, 'NoRoom'),
    why: 'Whoever started the trip acts on its outcome. A trip that was undone must not look sold, and NoRoom calls for another hotel where CardDeclined calls for another card.',
    read: '#tell-the-caller-why',
    evidence: run,
    decisive: await findClosing(run),
  });
});

export const reasonKept = check(
  'reason-kept',
  'a failing undo does not hide why the trip failed',
  async ({ lab }) => {
    lab.world.refuses('payments.charge', 'CardDeclined');
    lab.world.refuses('flights.cancel', 'TooLateToCancel');
    lab.did = 'The card was declined (CardDeclined), and then `cancelFlight` was refused (TooLateToCancel).';
    const { run } = await startTrip(lab);
    const outcome = await run.settle();
    if (outcome.status === 'failed' && failureTypes(outcome.failure).includes('CardDeclined')) return holds;
    return finding({
      did: lab.did,
      saw: sayReason(outcome, 'CardDeclined'),
      why: 'The traveller never hears of the card. What went wrong first is what the caller can do something about; a failed undo is a case for Harbour.',
      read: '#tell-the-caller-why',
      evidence: run,
      decisive: await findClosing(run),
    });
  },
  { needs: ['stays-booked'] },
);

export const refundReason = check(
  'refund-reason',
  'a refused refund does not hide why the trip failed',
  async ({ lab }) => {
    lab.world.losesAnswer('payments.charge');
    lab.world.refuses('payments.refund', 'TooLateToRefund');
    lab.did = 'The card was charged and the answer lost at every try; then `refundCard` was refused (TooLateToRefund).';
    const { run } = await startTrip(lab);
    const outcome = await run.settle();
    const types = outcome.status === 'failed' ? failureTypes(outcome.failure) : [];
    // A charge that ran out of time leaves a failure without a type.
    if (types.length === 0 || types.some((type) => type !== 'TooLateToRefund')) return holds;
    return finding({
      did: lab.did,
      saw: `\`bookTrip\` ${sayEnd(outcome)}: the failure of the charge is not in its chain of causes.`,
      why: 'What went wrong first is what the caller can do something about: pay in another way. That the refund failed as well is a case for Harbour.',
      read: '#tell-the-caller-why',
      evidence: run,
      decisive: await findClosing(run),
    });
  },
  { needs: ['steps-give-up'] },
);

function withoutRefund(undos: readonly string[]): string {
  return undos.filter((undo) => undo !== charge.undo).join();
}

/** How a run ended that should have failed with a type. */
function sayReason(outcome: Outcome, type: string): string {
  const missing = outcome.status === 'failed' ? `: no failure in its chain of causes has the type ${type}` : '';
  return `\`bookTrip\` ${sayEnd(outcome)}${missing}.`;
}
