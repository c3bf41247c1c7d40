import type { Keyed, ServiceOf } from '../service.ts';

/** The hotel chain. A booking belongs to the key it was made with; cancelling what was never booked does nothing. */
export interface Hotels {
  book(booking: Keyed & { city: string; nights: number }): Promise<{ confirmation: string }>;
  cancel(booking: Keyed): Promise<void>;
}

export const hotels: ServiceOf<Hotels> = {
  book: { effect: 'keyed', act: (_booking, scene) => ({ confirmation: scene.id('hotel') }) },
  cancel: { effect: 'keyed', act: () => undefined },
};
