// Harbour's rule for loans, written by people who know about loans. It is right. It asks nobody and changes nothing:
// the answer follows from what goes in.
import type { Accounts, Application, CreditReport } from './shared';

/** A loan is approved from 600 points on, provided that there are no defaults. */
export function score(report: CreditReport, accounts: Accounts, { incomeCents, cents }: Application): number {
  const burden = Math.round((100 * cents) / incomeCents);
  const savings = Math.min(100, Math.floor(accounts.balanceCents / 10_000));
  return report.points + savings - 25 * accounts.overdrafts - burden;
}
