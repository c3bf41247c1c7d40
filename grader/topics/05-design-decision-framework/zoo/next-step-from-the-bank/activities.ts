import { bureau, loans } from '#world';
import { score } from './rules';
import type { Accounts, Application, CreditReport, LoanResult } from './shared';

export async function fetchCreditReport({ applicant }: { applicant: string }): Promise<CreditReport> {
  return await bureau.report({ applicant });
}

export async function fetchAccounts({ report, application }: { report: CreditReport; application: Application }) {
  const accounts: Accounts = await loans.accounts({ applicant: application.applicant });
  const points = score(report, accounts, application);
  const decision: LoanResult['decision'] = points >= 600 && report.defaults === 0 ? 'approved' : 'refused';
  return { points, decision };
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
