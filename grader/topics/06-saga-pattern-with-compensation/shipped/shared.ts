/** What a traveller asks for. */
export interface TripRequest {
  /** Names the trip, here and at every provider. */
  tripId: string;
  traveller: string;
  from: string;
  to: string;
  nights: number;
  /** Price of the whole trip. */
  cents: number;
  card: string;
}

/** The four confirmations a traveller gets. */
export interface TripConfirmation {
  flight: string;
  hotel: string;
  car: string;
  charge: string;
}
