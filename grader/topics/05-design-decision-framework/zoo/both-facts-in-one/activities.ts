import { bureau, loans } from '#world';
import type { Accounts, CreditReport, LoanResult } from './shared';

export async function fetchCreditReport({ applicant }: { applicant: string }): Promise<CreditReport & Accounts> {
  return { ...(await bureau.report({ applicant })), ...(await loans.accounts({ applicant })) };
}

export async function fetchAccounts({ applicant }: { applicant: string }): Promise<Accounts> {
  return await loans.accounts({ applicant });
}

interface Letter {
  applicationId: string;
  decision: LoanResult['decision'];
  reference: string;
  key: string;
}

export async function sendDecision(letter: Letter): Promise<void> {
  await loans.send(letter);
}

export async function archive(file: { applicationId: string; reference: string; score: number; key: string }) {
  await loans.archive(file);
}
