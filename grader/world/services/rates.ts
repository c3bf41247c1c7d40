import { Refusal } from '../errors.ts';
import type { Abortable, ServiceOf } from '../service.ts';

/**
 * The store of exchange rates: the last write of a pair wins. `quote` is what a euro was worth on a day, or on the last
 * working day before it (`asOf`); it refuses a currency it does not know with `UnknownCurrency`.
 */
export interface Rates {
  put(tick: Abortable & { pair: string; rate: number; at: string }): Promise<void>;
  get(query: Abortable & { pair: string }): Promise<{ rate: number } | null>;
  quote(query: Abortable & { currency: string; date: string }): Promise<{ rate: number; asOf: string }>;
}

/** Good enough where a check does not set a rate of its own. */
const usual: Record<string, number> = { GBP: 0.86, JPY: 163, USD: 1.08 };

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
  quote: {
    effect: 'read',
    act: ({ currency, date }) => {
      const rate = usual[currency];
      if (rate === undefined) throw new Refusal('UnknownCurrency');
      return { rate, asOf: date };
    },
  },
};
