import { check, finding, holds } from '../../../check/check.ts';
import { sayDuration } from '../../../lab/duration.ts';
import { car, drawTrip, hotel, isDown, leftBehind, list, type Step, startTrip, steps } from './trip.ts';

export const stepsGiveUp = check('steps-give-up', 'a step that is down for an hour is given up', async ({ lab }) => {
  const { what, book } = lab.draw.pick<Step>([hotel, car]);
  await isDown(lab, book, '61 minutes');
  lab.did = `Booked a trip; ${book} was down for more than an hour.`;
  const { run } = await startTrip(lab);
  const outcome = await run.settle({ accept: ['storm'] });
  const tries = lab.ledger.calls(book);
  if (outcome.status !== 'storm' && tries.every(({ effect }) => !effect)) return holds;
  return finding({
    did: lab.did,
    saw: `\`bookTrip\` asked for ${what} ${tries.length} times in ${span(tries)} and never got to the undo; the flight was held all that time.`,
    why: 'A saga takes back only when a step has failed, and an activity that is tried without a limit never fails. The traveller waits, and what was booked before is blocked for everybody else.',
    read: '#steps-give-up-undos-do-not',
    evidence: run,
  });
});

export const lostAnswer = check(
  'lost-answer',
  'a step that acted is undone even when its answer was lost',
  async ({ lab }) => {
    const trips = steps.map((step) => ({ ...step, trip: drawTrip(lab) }));
    for (const { book, trip } of trips)
      lab.world.on(book, ({ key }) => (key === trip.tripId ? { kind: 'lose-answer' } : undefined));
    lab.did = 'Booked four trips. In each, another step acted, but its answer was lost at every try.';
    const started = [];
    for (const one of trips) started.push({ ...one, run: await lab.start('bookTrip', one.trip) });
    for (const { run } of started) await run.settle();
    const forgotten = started.filter(({ what, trip }) => leftBehind(lab, trip).includes(what));
    const [first] = forgotten;
    if (!first) return holds;
    return finding({
      did: lab.did,
      saw: `Never taken back: ${list(forgotten.map(({ what }) => what))}. For example ${first.book} of ${first.trip.tripId} worked, the connection broke before the answer, and ${first.undo} was not called.`,
      why: 'A step that failed may have happened all the same: an error says that no answer came, not that nothing was done. The provider keeps the booking and sends the bill.',
      read: '#register-before-you-act',
      evidence: first.run,
    });
  },
  { needs: ['steps-give-up'] },
);

export const undoOutage = check('undo-outage', 'an undo outlasts an outage of a day', async ({ lab }) => {
  lab.world.refuses('payments.charge', 'CardDeclined');
  await isDown(lab, 'cars.cancel', '1 day');
  lab.did = 'Booked flight, hotel and car; the card was declined while cars.cancel was down for a day.';
  const { trip, run } = await startTrip(lab);
  // A run that still tries has not given up: no need to see the end of it.
  const outcome = await run.settle({ accept: ['storm', 'unfinished'] });
  const stillTrying = outcome.status === 'storm' || outcome.status === 'unfinished';
  if (stillTrying || !leftBehind(lab, trip).includes('the car')) return holds;
  const tries = lab.ledger.calls('cars.cancel');
  return finding({
    did: lab.did,
    saw: `The undo of the car was given up after ${tries.length} ${tries.length === 1 ? 'try' : 'tries'} within ${span(tries)}. The car is still booked.`,
    why: 'An undo that gives up leaves a booking that nobody uses and somebody pays. No traveller waits for it, so it has all the time it needs.',
    read: '#steps-give-up-undos-do-not',
    evidence: run,
  });
});

function span(rows: readonly { at: number }[]): string {
  return sayDuration((rows.at(-1)?.at ?? 0) - (rows[0]?.at ?? 0));
}
