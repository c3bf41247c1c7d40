// A loan: two facts are fetched, the rule gives a score, the decision rests for 24 hours, and then it is sent and archived.
// An applicant has got one reference in her letter, and the archive has another; a default of Monday was not noticed.
// Goal: everything on its side of the line. Outside, slow: an activity. Rule, order, wait: here.
// Stays: names, types, and the order: facts, decision, 24 hours, letter, archive.
import { proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import { reportOf } from './reports';
import type { Application, LoanResult } from './shared';

const { fetchAccounts, computeScore, archive } = proxyActivities<typeof activities>({
  startToCloseTimeout: '10 minutes',
});
const { sendDecision } = proxyActivities<typeof activities>({ startToCloseTimeout: '25 hours' });

export async function decideLoan(application: Application): Promise<LoanResult> {
  const { applicationId, applicant } = application;

  // TODO(you): a decision rests on what the bureau says today.
  const report = reportOf({ applicant });
  const accounts = await fetchAccounts({ applicant });

  const { points } = await computeScore({ report, accounts, application });
  const decision = points >= 600 && report.defaults === 0 ? 'approved' : 'refused';

  const { reference } = await sendDecision({ applicationId, decision, key: `${applicationId}/letter` });
  await archive({ applicationId, reference, score: points, key: `${applicationId}/archive` });
  return { decision, score: points, reference };
}
