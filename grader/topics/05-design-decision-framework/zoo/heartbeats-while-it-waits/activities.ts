import { heartbeat } from '@temporalio/activity';
import { bureau, loans } from '#world';
import type { Accounts, CreditReport, LoanResult } from './shared';

/** Says every ten seconds that somebody is still waiting for the answer. */
async function waitingFor<T>(answer: Promise<T>): Promise<T> {
  const beat = setInterval(() => heartbeat(), 10_000);
  try {
    return await answer;
  } finally {
    clearInterval(beat);
  }
}

export function fetchCreditReport({ applicant }: { applicant: string }): Promise<CreditReport> {
  return waitingFor(bureau.report({ applicant }));
}

export function fetchAccounts({ applicant }: { applicant: string }): Promise<Accounts> {
  return waitingFor(loans.accounts({ applicant }));
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

export async function archive(entry: {
  applicationId: string;
  reference: string;
  score: number;
  key: string;
}): Promise<void> {
  await loans.archive(entry);
}
