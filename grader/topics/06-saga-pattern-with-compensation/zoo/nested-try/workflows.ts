import { CancellationScope, log, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { TripConfirmation, TripRequest } from './shared';

const { bookFlight, bookHotel, bookCar, chargeCard } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 3 },
});

const { cancelFlight, cancelHotel, cancelCar, refundCard } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '1 hour' },
});

export async function bookTrip(request: TripRequest): Promise<TripConfirmation> {
  const { tripId, from, to, nights, cents, card } = request;
  try {
    const flight = await bookFlight({ tripId, from, to });
    try {
      const hotel = await bookHotel({ tripId, city: to, nights });
      try {
        const car = await bookCar({ tripId, city: to });
        try {
          const charge = await chargeCard({ tripId, card, cents });
          return {
            flight: flight.confirmation,
            hotel: hotel.confirmation,
            car: car.confirmation,
            charge: charge.confirmation,
          };
        } catch (error) {
          await shielded(() => refundCard({ tripId }));
          throw error;
        }
      } catch (error) {
        await shielded(() => cancelCar({ tripId }));
        throw error;
      }
    } catch (error) {
      await shielded(() => cancelHotel({ tripId }));
      throw error;
    }
  } catch (error) {
    await shielded(() => cancelFlight({ tripId }));
    throw error;
  }
}

async function shielded(undo: () => Promise<void>): Promise<void> {
  try {
    await CancellationScope.nonCancellable(undo);
  } catch (failure) {
    log.error('An undo failed.', { failure: String(failure) });
  }
}
