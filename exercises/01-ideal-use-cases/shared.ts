// The types of a trial: what it is started with, how far it is, and what comes of it.

/** Who tries Harbour Plus. */
export interface Trial {
  customerId: string;
  email: string;
}

/** `reminded` from the reminder on; the last two are how a trial ends. */
export type Phase = 'trial' | 'reminded' | 'converted' | 'expired';

/** What came of it. */
export interface TrialResult {
  outcome: 'converted' | 'expired';
}
