import type { Abortable, Keyed, ServiceOf } from '../service.ts';

/** Harbour's bank: what an applicant has with it, the letter with the decision, and the archive. The last two act once per key. */
export interface Loans {
  accounts(query: Abortable & { applicant: string }): Promise<{ balanceCents: number; overdrafts: number }>;
  send(letter: Keyed & { applicationId: string; decision: string; reference: string }): Promise<void>;
  archive(file: Keyed & { applicationId: string; reference: string; score: number }): Promise<void>;
}

export const loans: ServiceOf<Loans> = {
  accounts: { effect: 'read', act: () => ({ balanceCents: 250_000, overdrafts: 0 }) },
  send: { effect: 'keyed', act: () => undefined },
  archive: { effect: 'keyed', act: () => undefined },
};
