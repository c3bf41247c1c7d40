import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import { anyUndo, drawTrip, list, sayEnd, startTrip } from './trip.ts';

export const confirmation = check('confirmation', 'a trip that is sold is confirmed in full', async ({ lab }) => {
  const trip = drawTrip(lab);
  // Every service answers with what it was asked, so that a wrong question shows in the confirmation.
  lab.world.knows('flights.book', ({ from, to }) => ({ confirmation: `flight from ${from} to ${to}` }));
  lab.world.knows('hotels.book', ({ city, nights }) => ({ confirmation: `${nights} nights in ${city}` }));
  lab.world.knows('cars.book', ({ city }) => ({ confirmation: `car in ${city}` }));
  lab.world.knows('payments.charge', ({ account, cents }) => ({ chargeId: `${cents} cents from ${account}` }));
  const expected = {
    flight: `flight from ${trip.from} to ${trip.to}`,
    hotel: `${trip.nights} nights in ${trip.to}`,
    car: `car in ${trip.to}`,
    charge: `${trip.cents} cents from ${trip.card}`,
  };
  lab.did = `Booked a trip from ${trip.from} to ${trip.to}; every service said yes.`;
  const run = await lab.start('bookTrip', trip);
  const outcome = await run.settle();
  if (outcome.status === 'completed' && isDeepStrictEqual(outcome.result, expected)) return holds;
  return finding({
    did: lab.did,
    saw: `The services confirmed ${JSON.stringify(expected)}. \`bookTrip\` ${sayEnd(outcome)}.`,
    why: 'A confirmation is all the traveller has. Whatever is missing or mixed up in it is found out at the counter.',
    read: '#in-the-exercise',
    evidence: run,
  });
});

export const staysBooked = check('stays-booked', 'nothing of a trip that is sold is undone', async ({ lab }) => {
  lab.did = 'Booked a trip; every service said yes.';
  const { run } = await startTrip(lab);
  await run.settle();
  const undone = lab.ledger.operations(anyUndo);
  if (undone.length === 0) return holds;
  return finding({
    did: lab.did,
    saw: `Nothing failed, and yet these calls were made: ${list(undone)}.`,
    why: 'The traveller holds four confirmations, and at the airport the seat is gone. An undo is for a trip that failed, and only then.',
    read: '#a-list-of-undos',
    evidence: run,
  });
});
