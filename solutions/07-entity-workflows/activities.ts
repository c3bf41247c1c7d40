// What an account asks of its branch. It is right as it is: a refusal ('Blocked') is final, an outage is tried again.
import { activityInfo } from '@temporalio/activity';
import { branch, refusalsAreFinal } from '#world';

/** A clerk looks at a withdrawal, and may be busy. Fails with the type 'Blocked' when it must not be paid. */
export async function approve(withdrawal: { accountId: string; messageId: string; cents: number }): Promise<void> {
  await refusalsAreFinal(branch.approve(withdrawal));
}

/** A line in the branch's journal, once a run: this account is open, with that much in it. */
export async function noteOpen({
  accountId,
  balanceCents,
}: {
  accountId: string;
  balanceCents: number;
}): Promise<void> {
  const { workflowExecution } = activityInfo();
  await branch.note({ key: `${accountId}/${workflowExecution?.runId}`, text: `open with ${balanceCents} cents` });
}
