import { log, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Invoice, PayResult } from './shared';

const { authorise, capture } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  // The end is a time, not a number of tries: that is what whoever waits can understand. It has room for half an hour
  // without the gateway, or for an hour in which it wants no call.
  scheduleToCloseTimeout: '3 hours',
  // 1 second, 2, 4 … up to this: a gateway that came back is noticed within ten minutes.
  retry: { maximumInterval: '10 minutes' },
});

const { sendReceipt } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '2 hours',
  retry: { maximumInterval: '10 minutes' },
});

export async function payInvoice({ invoiceId, cents, card, email }: Invoice): Promise<PayResult> {
  const authorised = await authorise({ invoiceId, cents, card, key: `${invoiceId}/authorise` });
  if ('refused' in authorised) return { status: 'declined', reason: authorised.refused };
  const { authorisationId } = authorised;
  const captured = await capture({ authorisationId, key: `${invoiceId}/capture` });
  if ('refused' in captured) return { status: 'declined', reason: captured.refused };
  await sendReceipt({ invoiceId, email, key: `${invoiceId}/receipt` }).catch((error) => {
    log.error('The receipt did not go out.', { invoiceId, error: String(error) });
  });
  return { status: 'paid', captureId: captured.captureId };
}
