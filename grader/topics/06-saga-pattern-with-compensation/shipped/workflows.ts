// Harbour sells trips: flight, hotel and car are booked, then the card is charged. Yesterday a traveller cancelled
// while the hotel was being booked, and a declined card was shown as a trip to Lisbon.
// Goal: a trip that can't be sold leaves nothing behind when `bookTrip` ends, and whoever asked for it learns why.
// Stays: names, types and the order of the steps; a step that is down for an hour is given up, an undo keeps trying
// for a day, and one undo that fails does not keep the others from running. Undoing what was never done is safe.
import { log, proxyActivities } from '@temporalio/workflow';
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
    // TODO(you): a step that acted, but whose answer was lost on the way, is undone as well.
    trip.flight = (await bookFlight({ tripId, from, to })).confirmation;
    undos.push(() => cancelFlight({ tripId }));

    trip.hotel = (await bookHotel({ tripId, city: to, nights })).confirmation;
    undos.push(() => cancelHotel({ tripId }));

    trip.car = (await bookCar({ tripId, city: to })).confirmation;
    undos.push(() => cancelCar({ tripId }));

    trip.charge = (await chargeCard({ tripId, card, cents })).confirmation;
    undos.push(() => refundCard({ tripId }));
  } catch (error) {
    log.warn('The trip failed and is undone.', { tripId, error: String(error) });

    // TODO(you): what was done last is undone first; a trip that is cancelled half-way is undone, too.
    for (const undo of undos) {
      try {
        await undo();
      } catch (failure) {
        log.error('An undo failed; a human has to look.', { tripId, failure: String(failure) });
      }
    }

    // TODO(you): whoever started the trip learns that it failed, and why.
  }
  return trip;
}
