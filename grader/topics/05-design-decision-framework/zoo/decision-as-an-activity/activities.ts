import { bureau, loans } from '#world';
import { score } from './rules';
import type { Accounts, Application, CreditReport, LoanResult } from './shared';

export async function fetchCreditReport({ applicant }: { applicant: string }): Promise<CreditReport> {
  return await bureau.report({ applicant });
}

export async function fetchAccounts({ applicant }: { applicant: string }): Promise<Accounts> {
  return await loans.accounts({ applicant });
}

export async function decide(report: CreditReport, accounts: Accounts, application: Application) {
  const points = score(report, accounts, application);
  const isGood = points >= 600 && report.defaults === 0;
  return { points, next: 'send' as const, decision: isGood ? ('approved' as const) : ('refused' as const) };
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
