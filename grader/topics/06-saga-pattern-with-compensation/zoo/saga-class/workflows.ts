import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import { Saga } from './saga';
import type { TripConfirmation, TripRequest } from './shared';

const act = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '10 minutes',
});
const undo = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '30 minutes' },
});

export async function bookTrip(request: TripRequest): Promise<TripConfirmation> {
  const { tripId, from, to, nights, cents, card } = request;
  const saga = new Saga();
  try {
    const flight = await saga.step(
      () => act.bookFlight({ tripId, from, to }),
      () => undo.cancelFlight({ tripId }),
    );
    const hotel = await saga.step(
      () => act.bookHotel({ tripId, city: to, nights }),
      () => undo.cancelHotel({ tripId }),
    );
    const car = await saga.step(
      () => act.bookCar({ tripId, city: to }),
      () => undo.cancelCar({ tripId }),
    );
    const charge = await saga.step(
      () => act.chargeCard({ tripId, card, cents }),
      () => undo.refundCard({ tripId }),
    );
    return {
      flight: flight.confirmation,
      hotel: hotel.confirmation,
      car: car.confirmation,
      charge: charge.confirmation,
    };
  } catch (error) {
    await saga.undoAll();
    throw error;
  }
}
