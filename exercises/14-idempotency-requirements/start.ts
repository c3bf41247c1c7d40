// Starts renewals. A nightly job calls it for each subscription that is due, people at the service desk do when a
// customer complains, and neither knows of the other.
// Goal: a month of a subscription is renewed once, however often somebody asks and however late; whoever asks again gets
// the same answer, and no error.
// Stays: name and signature; it answers when the renewal is under way and does not wait for its end.
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { RenewalInput } from './shared';
import { renewSubscription } from './workflows';

export async function startRenewal(
  client: Client,
  taskQueue: string,
  input: RenewalInput,
): Promise<{ workflowId: string }> {
  // TODO(you): the same month of the same subscription is the same renewal.
  const { workflowId } = await client.workflow.start(renewSubscription, {
    taskQueue,
    workflowId: `renewal-${randomUUID()}`,
    args: [input],
  });
  return { workflowId };
}
