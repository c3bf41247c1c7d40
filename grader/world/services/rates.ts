import type { Abortable, ServiceOf } from '../service.ts';

/** The store of exchange rates: the last write of a pair wins. */
export interface Rates {
  put(tick: Abortable & { pair: string; rate: number; at: string }): Promise<void>;
  get(query: Abortable & { pair: string }): Promise<{ rate: number } | null>;
}

export const rates: ServiceOf<Rates> = {
  put: {
    effect: 'plain',
    act: ({ pair, rate }, { memory }) => {
      memory.set(pair, rate);
    },
  },
  get: {
    effect: 'read',
    act: ({ pair }, { memory }) => {
      const rate = memory.get(pair);
      return typeof rate === 'number' ? { rate } : null;
    },
  },
};
