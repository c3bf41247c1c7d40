// The four steps of a trip and their undos, each a call to an outside service. They are right as they are.
//
// - Everything is addressed by the trip's own id, so an undo works even when the booking's answer got lost.
// - All of them are safe to repeat: the second booking of a trip repeats the first answer, and undoing what was never
//   done, or was undone before, does nothing.
// - A refusal (no room, card declined) is final, so Temporal does not try it again; an outage is not.
import { cars, flights, hotels, payments, refusalsAreFinal } from '#world';

export interface Booked {
  confirmation: string;
}

export async function bookFlight({ tripId, from, to }: { tripId: string; from: string; to: string }): Promise<Booked> {
  return await refusalsAreFinal(flights.book({ key: tripId, from, to }));
}

export async function cancelFlight({ tripId }: { tripId: string }): Promise<void> {
  await refusalsAreFinal(flights.cancel({ key: tripId }));
}

export async function bookHotel({
  tripId,
  city,
  nights,
}: {
  tripId: string;
  city: string;
  nights: number;
}): Promise<Booked> {
  return await refusalsAreFinal(hotels.book({ key: tripId, city, nights }));
}

export async function cancelHotel({ tripId }: { tripId: string }): Promise<void> {
  await refusalsAreFinal(hotels.cancel({ key: tripId }));
}

export async function bookCar({ tripId, city }: { tripId: string; city: string }): Promise<Booked> {
  return await refusalsAreFinal(cars.book({ key: tripId, city }));
}

export async function cancelCar({ tripId }: { tripId: string }): Promise<void> {
  await refusalsAreFinal(cars.cancel({ key: tripId }));
}

export async function chargeCard({
  tripId,
  card,
  cents,
}: {
  tripId: string;
  card: string;
  cents: number;
}): Promise<Booked> {
  const { chargeId } = await refusalsAreFinal(payments.charge({ key: tripId, account: card, cents }));
  return { confirmation: chargeId };
}

export async function refundCard({ tripId }: { tripId: string }): Promise<void> {
  await refusalsAreFinal(payments.refund({ key: tripId }));
}
