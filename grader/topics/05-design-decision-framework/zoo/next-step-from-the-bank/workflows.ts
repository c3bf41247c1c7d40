import { proxyActivities, sleep, uuid4 } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Application, LoanResult } from './shared';

const { fetchCreditReport, fetchAccounts, sendDecision, archive } = proxyActivities<typeof activities>({
  startToCloseTimeout: '10 minutes',
});

export async function decideLoan(application: Application): Promise<LoanResult> {
  const { applicationId, applicant } = application;

  const report = await fetchCreditReport({ applicant });
  const { points, decision } = await fetchAccounts({ report, application });

  await sleep('24 hours');

  const reference = uuid4();
  await sendDecision({ applicationId, decision, reference, key: `${applicationId}/letter` });
  await archive({ applicationId, reference, score: points, key: `${applicationId}/archive` });
  return { decision, score: points, reference };
}
