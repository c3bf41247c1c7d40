// What the account and its customers say to each other. It is right as it is; money is counted in cents.

/** What one run of an account hands to the next. */
export interface AccountState {
  accountId: string;
  balanceCents: number;
  /** Ids of messages that were carried out, oldest first: the last 1,000 are enough. */
  processed: string[];
  /** After how many operations a run hands over. */
  operationsPerRun: number;
}

/** Money in. A deposit of 0 or less is ignored. */
export interface Deposit {
  /** A message may be delivered twice; it then has the same id. */
  messageId: string;
  cents: number;
}

/** Money out. */
export interface Withdrawal {
  messageId: string;
  /** A whole number above 0. */
  cents: number;
}
