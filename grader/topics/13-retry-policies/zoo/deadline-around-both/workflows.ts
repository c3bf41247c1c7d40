import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  isCancellation,
  log,
  proxyActivities,
} from '@temporalio/workflow';
import type * as activities from './activities';
import type { Invoice, PayResult } from './shared';

/** What the gateway says when it is the card's fault. */
const refusals = ['CardDeclined', 'CardExpired'];

const { authorise, capture } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  // 1 second, 2, 4 … up to this: a gateway that came back is noticed within ten minutes.
  retry: { maximumInterval: '10 minutes', nonRetryableErrorTypes: refusals },
});

const { sendReceipt } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '2 hours',
  retry: { maximumInterval: '10 minutes' },
});

export async function payInvoice({ invoiceId, cents, card, email }: Invoice): Promise<PayResult> {
  let captureId: string;
  try {
    captureId = await CancellationScope.withTimeout('12 hours', async () => {
      const { authorisationId } = await authorise({ invoiceId, cents, card, key: `${invoiceId}/authorise` });
      return (await capture({ authorisationId, key: `${invoiceId}/capture` })).captureId;
    });
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : undefined;
    const reason = cause instanceof ApplicationFailure ? (cause.type ?? '') : '';
    if (refusals.includes(reason)) return { status: 'declined', reason };
    if (isCancellation(error))
      throw ApplicationFailure.create({ type: 'GatewayAway', message: 'no answer for 12 hours' });
    throw error;
  }
  try {
    await sendReceipt({ invoiceId, email, key: `${invoiceId}/receipt` });
  } catch (error) {
    log.error('The receipt did not go out; the invoice is paid all the same.', { invoiceId, error: String(error) });
  }
  return { status: 'paid', captureId };
}
