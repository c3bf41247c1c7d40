import { check, finding, holds } from '../../../check/check.ts';
import { car, drawTrip, findLeftovers, hotel, list, sayTries, startTrip, steps, stopFor } from './trip.ts';

export const stepsGiveUp = check('steps-give-up', 'a step that is down for an hour is given up', async ({ lab }) => {
  const { what, act, books } = lab.draw.pick([hotel, car]);
  await stopFor(lab, '61 minutes', books);
  lab.did = `Booked a trip; ${what} could not be booked for more than an hour: the service was down.`;
  const { run } = await startTrip(lab);
  const { status } = await run.settle({ accept: ['storm'] });
  if (status !== 'storm' && lab.ledger.effects(books).length === 0) return holds;
  const tries = status === 'storm' ? 'more than 100 times' : sayTries(lab.ledger.calls(books));
  return finding({
    did: lab.did,
    saw: `\`${act}\` was tried ${tries}; the flight was held all that time, and the undo never began.`,
    why: 'A saga takes back only what comes before a step that failed, and an activity that is tried without a limit never fails. The traveller waits, and the seat is lost to everybody else.',
    read: '#steps-give-up-undos-do-not',
    evidence: run,
  });
});

export const lostAnswer = check(
  'lost-answer',
  'a step that acted is undone even when its answer was lost',
  async ({ lab }) => {
    lab.did = 'Booked four trips. In each, another step acted, and its answer was lost at every try.';
    const trips = [];
    for (const step of steps) {
      const trip = drawTrip(lab, `trip-${trips.length + 1}`);
      lab.world.on(step.books, ({ key }) => (key === trip.tripId ? { kind: 'lose-answer' } : undefined));
      trips.push({ step, ...(await startTrip(lab, trip)) });
    }
    for (const { run } of trips) await run.settle();
    const forgotten = trips.filter(({ step, tripId }) => findLeftovers(lab, tripId).includes(step.what));
    const [first] = forgotten;
    if (!first) return holds;
    return finding({
      did: lab.did,
      saw: `Never given back: ${list(forgotten.map(({ step }) => step.what))}. In ${first.tripId}, \`${first.step.act}\` did its work, the connection broke before the answer, and no \`${first.step.undo}\` followed.`,
      why: 'An error says that no answer came, not that nothing was done. The provider keeps the booking, and nobody at Harbour knows of it until the bill comes.',
      read: '#register-before-you-act',
      evidence: first.run,
    });
  },
  { needs: ['steps-give-up'] },
);

export const undoOutage = check('undo-outage', 'an undo outlasts an outage of a day', async ({ lab }) => {
  lab.world.refuses('payments.charge', 'CardDeclined');
  await stopFor(lab, '1 day', 'cars.cancel');
  lab.did = 'Booked flight, hotel and car; the card was declined while cars could not be given back for a day.';
  const { tripId, run } = await startTrip(lab);
  // Whoever is still trying has not given up: there is no need to wait for the end.
  const { status } = await run.settle({ accept: ['storm', 'unfinished'] });
  const isTrying = status === 'storm' || status === 'unfinished';
  if (isTrying || !findLeftovers(lab, tripId).includes(car.what)) return holds;
  return finding({
    did: lab.did,
    saw: `\`cancelCar\` was tried ${sayTries(lab.ledger.calls('cars.cancel'))} and then given up. The car of ${tripId} is still booked.`,
    why: 'An undo that gives up leaves something nobody uses and somebody pays. No traveller waits for it, so it has all the time it needs.',
    read: '#steps-give-up-undos-do-not',
    evidence: run,
  });
});
