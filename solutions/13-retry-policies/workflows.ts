// An invoice is paid by card. Last night the payment gateway was away for a minute, and ninety payments failed; this
// morning a customer whose card had expired read "internal error".
// Goal: half an hour without the gateway costs no payment; a card that is refused gives `declined`, with the reason.
// Stays: names and types; the receipt, which never spoils a payment; each step is scheduled once, Temporal does the
// tries. Whichever service stays away for ever: `payInvoice` has ended within 24 hours, and as failed if nothing was paid.
import { ActivityFailure, ApplicationFailure, log, proxyActivities } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Invoice, PayResult } from './shared';

/** What the gateway says when it is the card's fault. */
const refusals = ['CardDeclined', 'CardExpired'];

const { authorise, capture } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  // The end is a time, not a number of tries: that is what whoever waits can understand. It has room for half an hour
  // without the gateway, and then for an hour in which it wants no call.
  scheduleToCloseTimeout: '3 hours',
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
    const { authorisationId } = await authorise({ invoiceId, cents, card, key: `${invoiceId}/authorise` });
    ({ captureId } = await capture({ authorisationId, key: `${invoiceId}/capture` }));
  } catch (error) {
    const cause = error instanceof ActivityFailure ? error.cause : undefined;
    const reason = cause instanceof ApplicationFailure ? (cause.type ?? '') : '';
    if (refusals.includes(reason)) return { status: 'declined', reason };
    throw error;
  }
  try {
    await sendReceipt({ invoiceId, email, key: `${invoiceId}/receipt` });
  } catch (error) {
    log.error('The receipt did not go out; the invoice is paid all the same.', { invoiceId, error: String(error) });
  }
  return { status: 'paid', captureId };
}
