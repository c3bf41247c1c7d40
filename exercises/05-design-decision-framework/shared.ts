// The types of a loan: what is applied for, what is known of the applicant, and what comes of it.

export interface Application {
  applicationId: string;
  applicant: string;
  /** Income of a year, and the loan that is asked for. */
  incomeCents: number;
  cents: number;
}

/** What the credit bureau answers. */
export interface CreditReport {
  points: number;
  /** Loans that were not paid back. */
  defaults: number;
}

/** What the bank answers. */
export interface Accounts {
  balanceCents: number;
  overdrafts: number;
}

export interface LoanResult {
  decision: 'approved' | 'refused';
  score: number;
  /** Names this decision: in the letter, in the archive and here. */
  reference: string;
}
