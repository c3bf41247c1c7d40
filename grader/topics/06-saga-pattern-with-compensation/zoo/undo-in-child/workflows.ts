import { CancellationScope, executeChild, log, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { TripConfirmation, TripRequest } from './shared';

const { bookFlight, bookHotel, bookCar, chargeCard } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 3 },
});

const undos = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '1 hour' },
});

type Undo = 'cancelFlight' | 'cancelHotel' | 'cancelCar' | 'refundCard';

export async function bookTrip(request: TripRequest): Promise<TripConfirmation> {
  const { tripId, from, to, nights, cents, card } = request;
  const todo: Undo[] = [];
  try {
    todo.unshift('cancelFlight');
    const flight = await bookFlight({ tripId, from, to });
    todo.unshift('cancelHotel');
    const hotel = await bookHotel({ tripId, city: to, nights });
    todo.unshift('cancelCar');
    const car = await bookCar({ tripId, city: to });
    todo.unshift('refundCard');
    const charge = await chargeCard({ tripId, card, cents });
    return {
      flight: flight.confirmation,
      hotel: hotel.confirmation,
      car: car.confirmation,
      charge: charge.confirmation,
    };
  } catch (error) {
    await CancellationScope.nonCancellable(() =>
      executeChild(undoTrip, { args: [{ tripId, todo }], workflowId: `${tripId}-undo` }),
    );
    throw error;
  }
}

/** Takes a trip back; a workflow of its own, so that it is seen in every list of workflows. */
export async function undoTrip({ tripId, todo }: { tripId: string; todo: Undo[] }): Promise<void> {
  for (const undo of todo) {
    try {
      await undos[undo]({ tripId });
    } catch (failure) {
      log.error('An undo failed.', { undo, failure: String(failure) });
    }
  }
}
