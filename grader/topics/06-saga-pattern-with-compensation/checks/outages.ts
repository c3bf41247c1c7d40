import { check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import { car, charge, drawTrip, findLeftovers, hotel, list, sayTries, startTrip, steps, stopFor } from './trip.ts';

export const stepsGiveUp = check('steps-give-up', 'a step that is down for an hour is given up', async ({ lab }) => {
  const { what, act, books } = lab.draw.pick([hotel, car]);
  await stopFor(lab, '61 minutes', books);
  lab.did = `Booked a trip; ${what} could not be booked for more than an hour: the service was down.`;
  const { run } = await startTrip(lab);
  const { status } = await run.settle({ accept: ['storm'] });
  if (status !== 'storm' && lab.ledger.effects(books).length === 0) return holds;
  const tries = status === 'storm' ? 'more than 100 times' : sayTries(lab.ledger.calls(books), sayMinutes);
  return finding({
    did: lab.did,
    saw: `\`${act}\` was tried ${tries}; the flight was held all that time, and the undo never began.`,
    why: 'A saga takes back only what comes before a step that failed, and a step that is still being tried has not failed. The traveller waits, and the seat is lost to everybody else.',
    read: '#steps-give-up-undos-do-not',
    evidence: run,
  });
});

export const lostAnswer = check(
  'lost-answer',
  'a step that acted is undone even when its answer was lost',
  async ({ lab }) => {
    lab.did = 'Booked four trips. In each, a different step acted, and its answer was lost at every try.';
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
    const isChargeAlone = forgotten.every(({ step }) => step === charge);
    return finding({
      did: lab.did,
      saw: `Never given back: ${list(forgotten.map(({ step }) => step.what))}. In ${first.tripId}, \`${first.step.act}\` did its work, the connection broke before the answer, and no \`${first.step.undo}\` followed.`,
      why: `An error says that no answer came, not that nothing was done. ${
        isChargeAlone
          ? 'The traveller has paid for a trip that was never sold, and nobody at Harbour knows of it.'
          : 'The provider keeps the booking, and nobody at Harbour knows of it until the bill comes.'
      }`,
      read: '#register-before-you-act',
      evidence: first.run,
    });
  },
  { needs: ['steps-give-up'] },
);

export const undoOutage = check(
  'undo-outage',
  'an undo outlasts an outage of a day',
  async ({ lab }) => {
    lab.world.refuses('payments.charge', 'CardDeclined');
    await stopFor(lab, '1 day', 'cars.cancel');
    lab.did = 'Booked flight, hotel and car; the card was declined while cars could not be given back for a day.';
    const { tripId, run, isTrying } = await tryUndo(lab);
    if (isTrying || !findLeftovers(lab, tripId).includes(car.what)) return holds;
    const tries = lab.ledger.calls('cars.cancel');
    const given =
      tries.length > 0 ? `was tried ${sayTries(tries)} and then given up` : 'had not been tried when `bookTrip` ended';
    return finding({
      did: lab.did,
      saw: `\`cancelCar\` ${given}. The car of ${tripId} is still booked.`,
      why: 'An undo that gives up leaves something nobody uses and somebody pays. No traveller waits for it, so it has all the time it needs.',
      read: '#steps-give-up-undos-do-not',
      evidence: run,
    });
  },
  { needs: ['all-undone'] },
);

export const refundOutage = check(
  'refund-outage',
  'a refund outlasts an outage of a day',
  async ({ lab }) => {
    lab.world.losesAnswer('payments.charge');
    await stopFor(lab, '1 day', 'payments.refund');
    lab.did = 'The card was charged and the answer lost at every try, while nothing could be refunded for a day.';
    const { tripId, run, isTrying } = await tryUndo(lab);
    const tries = lab.ledger.calls('payments.refund');
    // A refund that is never tried is another claim: `lost-answer`.
    if (isTrying || tries.length === 0 || !findLeftovers(lab, tripId).includes(charge.what)) return holds;
    return finding({
      did: lab.did,
      saw: `\`refundCard\` was tried ${sayTries(tries)} and then given up. The money taken for ${tripId} was not given back.`,
      why: 'A refund that gives up leaves a traveller who has paid for no trip. It is an undo like the others and has all the time it needs.',
      read: '#steps-give-up-undos-do-not',
      evidence: run,
    });
  },
  { needs: ['steps-give-up'] },
);

/** Takes a trip that fails as far as its undo gets. Whoever is still trying has not given up: no need to wait for the end. */
async function tryUndo(lab: Lab): Promise<{ tripId: string; run: Run; isTrying: boolean }> {
  const { tripId, run } = await startTrip(lab);
  const { status } = await run.settle({ accept: ['storm', 'unfinished'] });
  return { tripId, run, isTrying: status === 'storm' || status === 'unfinished' };
}

function sayMinutes(ms: number): string {
  return `${Math.round(ms / inMs('1 minute'))} minutes`;
}
