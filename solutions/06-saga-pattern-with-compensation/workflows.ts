// Harbour sells trips: flight, hotel and car are booked, then the card is charged. Yesterday a traveller cancelled
// while the hotel was being booked, and a declined card was shown as a trip to Lisbon.
// Goal: a trip that can't be sold leaves nothing behind when `bookTrip` ends, and whoever asked for it learns why.
// Stays: names, types and the order of the steps; a step that is down for an hour is given up, an undo keeps trying
// for a day, and one undo that fails does not keep the others from running. Undoing what was never done is safe.
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
  const trip: TripConfirmation = { flight: '', hotel: '', car: '', charge: '' };
  const undos: (() => Promise<void>)[] = [];

  try {
    // A failed step may have acted all the same: its answer got lost, or it was cancelled under way. So the undo is
    // noted down before the step is tried. It is a function that calls the undo later, not the call itself.
    undos.push(() => cancelFlight({ tripId }));
    trip.flight = (await bookFlight({ tripId, from, to })).confirmation;

    undos.push(() => cancelHotel({ tripId }));
    trip.hotel = (await bookHotel({ tripId, city: to, nights })).confirmation;

    undos.push(() => cancelCar({ tripId }));
    trip.car = (await bookCar({ tripId, city: to })).confirmation;

    // The last step needs an undo as well: a charge whose answer was lost is money taken for no trip.
    undos.push(() => refundCard({ tripId }));
    trip.charge = (await chargeCard({ tripId, card, cents })).confirmation;
  } catch (error) {
    log.warn('The trip failed and is undone.', { tripId, error: String(error) });

    // Once a workflow is cancelled, every activity it calls fails at once; a non-cancellable scope is the way to clean
    // up all the same. A cancellation can also arrive during the undo, so the scope is always there.
    await CancellationScope.nonCancellable(async () => {
      for (const undo of undos.reverse()) {
        try {
          await undo();
        } catch (failure) {
          log.error('An undo failed; a human has to look.', { tripId, failure: String(failure) });
        }
      }
    });

    // The error as it came: the caller sees CardDeclined as CardDeclined, and a cancellation as a cancellation.
    throw error;
  }
  return trip;
}
