import { ActivityFailure, ApplicationFailure, log, proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Invoice, PayResult } from './shared';

/** What the gateway says when it is the card's fault. */
const refusals = ['CardDeclined', 'CardExpired'];

const { authorise, capture } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  retry: { maximumAttempts: 1 },
});

const { sendReceipt } = proxyActivities<typeof activities>({
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '2 hours',
  retry: { maximumInterval: '10 minutes' },
});

export async function payInvoice({ invoiceId, cents, card, email }: Invoice): Promise<PayResult> {
  let captureId: string;
  try {
    const { authorisationId } = await again(() => authorise({ invoiceId, cents, card, key: `${invoiceId}/authorise` }));
    ({ captureId } = await again(() => capture({ authorisationId, key: `${invoiceId}/capture` })));
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

async function again<Answer>(step: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step();
    } catch (error) {
      const cause = error instanceof ActivityFailure ? error.cause : undefined;
      const isFinal = cause instanceof ApplicationFailure && refusals.includes(cause.type ?? '');
      if (isFinal || attempt === 20) throw error;
      await sleep(cause instanceof ApplicationFailure && cause.type === 'RateLimited' ? '1 hour' : '5 minutes');
    }
  }
}
