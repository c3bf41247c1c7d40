import { proxyActivities, sleep, uuid4 } from '@temporalio/workflow';
import type * as activities from './activities';
import { score } from './rules';
import type { Application, LoanResult } from './shared';

const { fetchCreditReport, fetchAccounts } = proxyActivities<typeof activities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
});
const { sendDecision, archive } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function decideLoan(application: Application): Promise<LoanResult> {
  const { applicationId, applicant } = application;

  const report = await fetchCreditReport({ applicant });
  const accounts = await fetchAccounts({ applicant });

  const points = score(report, accounts, application);
  const decision = points >= 600 && report.defaults === 0 ? 'approved' : 'refused';

  await sleep('24 hours');

  const reference = uuid4();
  await sendDecision({ applicationId, decision, reference, key: `${applicationId}/letter` });
  await archive({ applicationId, reference, score: points, key: `${applicationId}/archive` });
  return { decision, score: points, reference };
}
