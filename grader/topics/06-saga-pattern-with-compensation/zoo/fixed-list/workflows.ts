import { CancellationScope, log, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { TripConfirmation, TripRequest } from './shared';

const steps = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 3 },
});

const undos = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '1 hour' },
});

export async function bookTrip({ tripId, from, to, nights, cents, card }: TripRequest): Promise<TripConfirmation> {
  let sold = false;
  try {
    const flight = await steps.bookFlight({ tripId, from, to });
    const hotel = await steps.bookHotel({ tripId, city: to, nights });
    const car = await steps.bookCar({ tripId, city: to });
    const charge = await steps.chargeCard({ tripId, card, cents });
    sold = true;
    return {
      flight: flight.confirmation,
      hotel: hotel.confirmation,
      car: car.confirmation,
      charge: charge.confirmation,
    };
  } finally {
    if (!sold) await CancellationScope.nonCancellable(() => undoEverything(tripId));
  }
}

/** Undoing what was never done is safe, so there is no need to remember how far the trip got. */
async function undoEverything(tripId: string): Promise<void> {
  for (const name of ['refundCard', 'cancelCar', 'cancelHotel', 'cancelFlight'] as const) {
    try {
      await undos[name]({ tripId });
    } catch (failure) {
      log.error('An undo failed.', { name, failure: String(failure) });
    }
  }
}
