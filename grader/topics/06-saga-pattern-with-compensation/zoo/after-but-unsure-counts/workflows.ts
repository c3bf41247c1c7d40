import { ActivityFailure, ApplicationFailure, CancellationScope, log, proxyActivities } from '@temporalio/workflow';
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

type Undo = () => Promise<void>;

export async function bookTrip(request: TripRequest): Promise<TripConfirmation> {
  const { tripId, from, to, nights, cents, card } = request;
  const done: Undo[] = [];
  try {
    return {
      flight: await attempt(
        done,
        () => bookFlight({ tripId, from, to }),
        () => cancelFlight({ tripId }),
      ),
      hotel: await attempt(
        done,
        () => bookHotel({ tripId, city: to, nights }),
        () => cancelHotel({ tripId }),
      ),
      car: await attempt(
        done,
        () => bookCar({ tripId, city: to }),
        () => cancelCar({ tripId }),
      ),
      charge: await attempt(
        done,
        () => chargeCard({ tripId, card, cents }),
        () => refundCard({ tripId }),
      ),
    };
  } catch (error) {
    await CancellationScope.nonCancellable(() => takeBack(done));
    throw error;
  }
}

/** A step that was refused did nothing; one that ended in any other way may have acted. */
async function attempt(done: Undo[], step: () => Promise<activities.Booked>, undo: Undo): Promise<string> {
  try {
    const { confirmation } = await step();
    done.push(undo);
    return confirmation;
  } catch (error) {
    const refused =
      error instanceof ActivityFailure && error.cause instanceof ApplicationFailure && error.cause.nonRetryable;
    if (!refused) done.push(undo);
    throw error;
  }
}

async function takeBack(done: Undo[]): Promise<void> {
  for (let undo = done.pop(); undo; undo = done.pop()) {
    await undo().catch((failure) => log.error('An undo failed.', { failure: String(failure) }));
  }
}
