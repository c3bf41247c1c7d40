import { randomUUID } from 'node:crypto';
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
  key: string;
}

export async function sendDecision(letter: Letter): Promise<{ reference: string }> {
  const reference = randomUUID();
  await loans.send({ ...letter, reference });
  return { reference };
}

export async function archive(file: { applicationId: string; reference: string; score: number; key: string }) {
  await loans.archive(file);
}
