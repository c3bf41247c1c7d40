import type { Abortable, Keyed, ServiceOf } from '../service.ts';

/** A branch of Harbour's bank: a clerk who approves withdrawals, which takes a while, and the journal on the desk. */
export interface Branch {
  approve(withdrawal: Abortable & { accountId: string; messageId: string; cents: number }): Promise<void>;
  note(line: Keyed & { text: string }): Promise<void>;
}

export const branch: ServiceOf<Branch> = {
  approve: { effect: 'read', act: () => undefined },
  note: { effect: 'keyed', act: () => undefined },
};
