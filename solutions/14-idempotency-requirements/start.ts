// Starts renewals. A nightly job calls it for each subscription that is due, people at the service desk do when a
// customer complains, and neither knows of the other.
// Goal: a month of a subscription is renewed once, however often somebody asks and however late; whoever asks again gets
// the same answer, and no error.
// Stays: name and signature; it answers when the renewal is under way and does not wait for its end.
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { RenewalInput } from './shared';
import { renewSubscription } from './workflows';

export async function startRenewal(
  client: Client,
  taskQueue: string,
  input: RenewalInput,
): Promise<{ workflowId: string }> {
  // The name says what is meant, so two who ask for the same thing use the same name.
  const workflowId = `renewal/${input.subscriptionId}/${input.period}`;
  try {
    await client.workflow.start(renewSubscription, {
      taskQueue,
      workflowId,
      // By default a name protects only while its run is open.
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      args: [input],
    });
  } catch (error) {
    // Somebody was here before: what was asked for is under way, or done.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return { workflowId };
}
