import { executeChild, proxyActivities, sleep, uuid4 } from '@temporalio/workflow';
import type * as activities from './activities';
import { score } from './rules';
import type { Application, LoanResult } from './shared';

const { fetchCreditReport, fetchAccounts, sendDecision, archive } = proxyActivities<typeof activities>({
  startToCloseTimeout: '10 minutes',
});

export async function decideLoan(application: Application): Promise<LoanResult> {
  const { applicationId, applicant } = application;

  const report = await fetchCreditReport({ applicant });
  const accounts = await fetchAccounts({ applicant });

  const points = score(report, accounts, application);
  const decision = points >= 600 && report.defaults === 0 ? 'approved' : 'refused';

  await sleep('24 hours');

  const reference = uuid4();
  await sendDecision({ applicationId, decision, reference, key: `${applicationId}/letter` });
  await executeChild(archiveLoan, {
    args: [{ applicationId, reference, points }],
    workflowId: `archive-${applicationId}`,
  });
  return { decision, score: points, reference };
}

export async function archiveLoan(loan: { applicationId: string; reference: string; points: number }): Promise<void> {
  const { applicationId, reference, points } = loan;
  await archive({ applicationId, reference, score: points, key: `${applicationId}/archive` });
}
