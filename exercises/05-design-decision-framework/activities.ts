// What a loan needs from the world outside. Each of the four asks one service, or tells it something, and gives back what
// it answered. The bureau and the bank may take five minutes. A call that is repeated with the same key does nothing new.
// Goal: the activities touch the world; what can be decided without it, and every wait, is the workflow's.
// Stays: `fetchCreditReport`, `fetchAccounts`, `sendDecision`, `archive`, one service call each. No others.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { bureau, loans } from '#world';
import { score } from './rules';
import type { Accounts, Application, CreditReport, LoanResult } from './shared';

export async function fetchCreditReport({ applicant }: { applicant: string }): Promise<CreditReport> {
  return await bureau.report({ applicant });
}

export async function fetchAccounts({ applicant }: { applicant: string }): Promise<Accounts> {
  return await loans.accounts({ applicant });
}

// TODO(you): a rule that asks nobody needs no activity.
export async function computeScore(facts: { report: CreditReport; accounts: Accounts; application: Application }) {
  return { points: score(facts.report, facts.accounts, facts.application) };
}

const day = 24 * 60 * 60 * 1000;

interface Letter {
  applicationId: string;
  decision: LoanResult['decision'];
  key: string;
}

// TODO(you): an activity does its work and ends; a day of waiting is nobody's work.
export async function sendDecision({ applicationId, decision, key }: Letter): Promise<{ reference: string }> {
  await setTimeout(day);
  // TODO(you): when this has to be tried again, the reference is still the one that the applicant has got.
  const reference = randomUUID();
  await loans.send({ key, applicationId, decision, reference });
  return { reference };
}

export async function archive(file: { applicationId: string; reference: string; score: number; key: string }) {
  await loans.archive(file);
}
