import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import { drawTrip, findClosing, listNames, readEffects, sayEnd, startTrip, steps } from './trip.ts';

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
  const { run } = await startTrip(lab, trip);
  const outcome = await run.settle();
  if (outcome.status === 'completed' && isDeepStrictEqual(outcome.result, expected)) return holds;
  return finding({
    did: lab.did,
    saw: `\`bookTrip\` ${sayEnd(outcome)}. The right confirmations were \`${JSON.stringify(expected)}\`.`,
    why: 'A confirmation is all the traveller has. What is missing or mixed up in it is found out at the counter.',
    read: '#in-the-exercise',
    evidence: run,
    decisive: await findClosing(run),
  });
});

export const stepOrder = check('step-order', 'the steps are taken one after the other', async ({ lab }) => {
  // Whatever does not wait overtakes: the flight has to be tried three times, the hotel twice, the car once.
  lab.world.fails('flights.book', 2);
  lab.world.fails('hotels.book', 1);
  lab.did = 'Booked a trip; the flight was booked at the third try, the hotel at the second.';
  const { run } = await startTrip(lab);
  await run.settle();
  const { acts } = readEffects(lab);
  const inOrder = steps.map(({ act }) => act).filter((act) => acts.includes(act));
  if (acts.join() === inOrder.join()) return holds;
  return finding({
    did: lab.did,
    saw: `The steps went through in this order: ${listNames(acts)}.`,
    why: 'Each step is taken because those before it worked. A card charged before the hotel has a room is money to give back; steps under way at once are hard to take back in any order.',
    read: '#in-the-exercise',
    evidence: run,
  });
});

export const staysBooked = check('stays-booked', 'nothing of a trip that is sold is undone', async ({ lab }) => {
  lab.did = 'Booked a trip; every service said yes.';
  const { run } = await startTrip(lab);
  await run.settle();
  const { undos } = readEffects(lab);
  if (undos.length === 0) return holds;
  return finding({
    did: lab.did,
    saw: `Nothing had failed, and yet ${listNames(undos)} ran.`,
    why: 'The traveller holds four confirmations, and one of them is void. An undo may begin when the trip has failed, not when it is planned for.',
    read: '#a-list-of-undos',
    evidence: run,
  });
});
