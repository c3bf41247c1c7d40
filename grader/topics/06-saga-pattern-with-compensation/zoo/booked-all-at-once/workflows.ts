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
  const undos: (() => Promise<void>)[] = [];

  try {
    undos.push(
      () => cancelFlight({ tripId }),
      () => cancelHotel({ tripId }),
      () => cancelCar({ tripId }),
    );
    const [flight, hotel, car] = await Promise.all([
      bookFlight({ tripId, from, to }),
      bookHotel({ tripId, city: to, nights }),
      bookCar({ tripId, city: to }),
    ]);
    undos.push(() => refundCard({ tripId }));
    const charge = await chargeCard({ tripId, card, cents });
    return {
      flight: flight.confirmation,
      hotel: hotel.confirmation,
      car: car.confirmation,
      charge: charge.confirmation,
    };
  } catch (error) {
    log.warn('The trip failed and is undone.', { tripId, error: String(error) });

    await CancellationScope.nonCancellable(async () => {
      for (const undo of undos.reverse()) {
        try {
          await undo();
        } catch (failure) {
          log.error('An undo failed; a human has to look.', { tripId, failure: String(failure) });
        }
      }
    });

    throw error;
  }
}
