// Starts renewals: an open one is joined. A second run of a closed one repeats its keys, so it repeats nothing else.
import type { Client } from '@temporalio/client';
import type { RenewalInput } from './shared';
import { renewSubscription } from './workflows';

export async function startRenewal(
  client: Client,
  taskQueue: string,
  input: RenewalInput,
): Promise<{ workflowId: string }> {
  const handle = await client.workflow.start(renewSubscription, {
    taskQueue,
    workflowId: [input.subscriptionId, input.period].join('@'),
    workflowIdConflictPolicy: 'USE_EXISTING',
    args: [input],
  });
  return { workflowId: handle.workflowId };
}
