// A loan: two facts are fetched, the rule gives a score, the decision rests for 24 hours, and then it is sent and archived.
// An applicant has got one reference in her letter, and the archive has another; a default of Monday was not noticed.
// Goal: everything on its side of the line. Outside, slow: an activity. Rule, order, wait: here.
// Stays: names, types, and the order: facts, decision, 24 hours, letter, archive.
import { proxyActivities, sleep, uuid4 } from '@temporalio/workflow';
import type * as activities from './activities';
import { score } from './rules';
import type { Application, LoanResult } from './shared';

const { fetchCreditReport, fetchAccounts, sendDecision, archive } = proxyActivities<typeof activities>({
  startToCloseTimeout: '10 minutes',
});

export async function decideLoan(application: Application): Promise<LoanResult> {
  const { applicationId, applicant } = application;

  // What the bureau says is known outside only, so it is asked: by an activity, today.
  const report = await fetchCreditReport({ applicant });
  const accounts = await fetchAccounts({ applicant });

  // A rule without side effects gives a replay the same answer, so it may run right here.
  const points = score(report, accounts, application);
  const decision = points >= 600 && report.defaults === 0 ? 'approved' : 'refused';

  // The server waits; no process does.
  await sleep('24 hours');

  // Made once, before anything that can fail, and given to all who need it. `uuid4` is the same at every replay.
  const reference = uuid4();
  await sendDecision({ applicationId, decision, reference, key: `${applicationId}/letter` });
  await archive({ applicationId, reference, score: points, key: `${applicationId}/archive` });
  return { decision, score: points, reference };
}
