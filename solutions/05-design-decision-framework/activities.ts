// What a loan needs from the world outside. Each of the four asks one service, or tells it something, and gives back what
// it answered. The bureau and the bank may take five minutes. A call that is repeated with the same key does nothing new.
// Goal: the activities touch the world; what can be decided without it, and every wait, is the workflow's.
// Stays: `fetchCreditReport`, `fetchAccounts`, `sendDecision`, `archive`, one service call each. No others.
import { bureau, loans } from '#world';
import type { Accounts, CreditReport, LoanResult } from './shared';

export async function fetchCreditReport({ applicant }: { applicant: string }): Promise<CreditReport> {
  return await bureau.report({ applicant });
}

export async function fetchAccounts({ applicant }: { applicant: string }): Promise<Accounts> {
  return await loans.accounts({ applicant });
}

interface Letter {
  applicationId: string;
  decision: LoanResult['decision'];
  /** Comes from outside: whatever is made up in here is made up again by the next attempt. */
  reference: string;
  key: string;
}

export async function sendDecision(letter: Letter): Promise<void> {
  await loans.send(letter);
}

export async function archive(file: { applicationId: string; reference: string; score: number; key: string }) {
  await loans.archive(file);
}
