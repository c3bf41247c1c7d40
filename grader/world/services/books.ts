import type { Keyed, ServiceOf } from '../service.ts';

/** Harbour's ledger at the bank: one posting per key. */
export interface Books {
  post(posting: Keyed & { entryId: string; cents: number }): Promise<{ postingId: string }>;
}

export const books: ServiceOf<Books> = {
  post: { effect: 'keyed', act: (_posting, scene) => ({ postingId: scene.id('posting') }) },
};
