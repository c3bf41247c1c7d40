import type { Abortable, Keyed, ServiceOf } from '../service.ts';

/** The loyalty programme's points. `award` is safe to repeat with its key. */
export interface Loyalty {
  award(award: Keyed & { customerId: string; points: number; reason: string }): Promise<void>;
  get(account: Abortable & { customerId: string }): Promise<{ points: number }>;
}

export const loyalty: ServiceOf<Loyalty> = {
  award: {
    effect: 'keyed',
    act: ({ customerId, points }, { memory }) => {
      memory.set(customerId, ((memory.get(customerId) as number | undefined) ?? 0) + points);
    },
  },
  get: {
    effect: 'read',
    act: ({ customerId }, { memory }) => ({ points: (memory.get(customerId) as number | undefined) ?? 0 }),
  },
};
