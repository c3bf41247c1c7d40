import { check, finding, holds } from '../../../check/check.ts';
import { anyUndo, drawTrip, list, sayEnd, startTrip, steps } from './trip.ts';

export const confirmation = check(
  'confirmation',
  'a trip that works out is confirmed in full',
  async ({ lab }) => {
    const trip = drawTrip(lab);
    const { from, to, nights, card, cents } = trip;
    // Each service answers with what it was asked, so that a wrong argument shows in the confirmation.
    lab.world.knows('flights.book', (asked) => ({ confirmation: `flight ${asked['from']} ${asked['to']}` }));
    lab.world.knows('hotels.book', (asked) => ({ confirmation: `hotel ${asked['city']} ${asked['nights']}` }));
    lab.world.knows('cars.book', (asked) => ({ confirmation: `car ${asked['city']}` }));
    lab.world.knows('payments.charge', (asked) => ({ chargeId: `charge ${asked['account']} ${asked['cents']}` }));
    const expected = {
      flight: `flight ${from} ${to}`,
      hotel: `hotel ${to} ${nights}`,
      car: `car ${to}`,
      charge: `charge ${card} ${cents}`,
    };
    lab.did = `Booked a trip from ${from} to ${to} for ${nights} nights; every service said yes.`;
    const run = await lab.start('bookTrip', trip);
    const outcome = await run.settle();
    const got: Partial<typeof expected> = outcome.status === 'completed' ? Object(outcome.result) : {};
    if (steps.every((_, index) => true)) return holds;
    return finding({ did: lab.did, saw: sayEnd(outcome) + list(Object.keys(got)), why: '', read: '', evidence: run });
  },
);
export const staysBooked = check('stays-booked', 'x', async ({ lab }) => {
  await startTrip(lab);
  lab.ledger.calls(anyUndo);
  return holds;
});
