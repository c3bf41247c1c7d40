import { ActivityFailure, ApplicationFailure, log, proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Invoice, PayResult } from './shared';

/** What the gateway says when it is the card's fault. */
const refusals = ['CardDeclined', 'CardExpired'];

const { authorise, capture } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '6 hours',
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
    const { authorisationId } = await whenOpen(() =>
      authorise({ invoiceId, cents, card, key: `${invoiceId}/authorise` }),
    );
    ({ captureId } = await whenOpen(() => capture({ authorisationId, key: `${invoiceId}/capture` })));
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

/** Waits until the gateway takes calls again, then asks again. */
async function whenOpen<Answer>(step: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      const cause = error instanceof ActivityFailure ? error.cause : undefined;
      if (!(cause instanceof ApplicationFailure) || cause.type !== 'RateLimited') throw error;
      await sleep(cause.details?.[0] as number);
    }
  }
}
