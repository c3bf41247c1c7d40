import type { Keyed, ServiceOf } from '../service.ts';

/** The airline. A booking belongs to the key it was made with; cancelling what was never booked does nothing. */
export interface Flights {
  book(booking: Keyed & { from: string; to: string }): Promise<{ confirmation: string }>;
  cancel(booking: Keyed): Promise<void>;
}

export const flights: ServiceOf<Flights> = {
  book: { effect: 'keyed', act: (_booking, scene) => ({ confirmation: scene.id('flight') }) },
  cancel: { effect: 'keyed', act: () => undefined },
};
