import type { Keyed, ServiceOf } from '../service.ts';

/** The car rental. A booking belongs to the key it was made with; cancelling what was never booked does nothing. */
export interface Cars {
  book(booking: Keyed & { city: string }): Promise<{ confirmation: string }>;
  cancel(booking: Keyed): Promise<void>;
}

export const cars: ServiceOf<Cars> = {
  book: { effect: 'keyed', act: (_booking, scene) => ({ confirmation: scene.id('car') }) },
  cancel: { effect: 'keyed', act: () => undefined },
};
