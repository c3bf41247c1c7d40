// The steps of a payment. The gateway's clients throw `Refusal` (the card is no good; `code` says why: CardDeclined or
// CardExpired), `Outage` (away, or no answer), or `RateLimited` (not before `retryAfterMs`, an hour at most).
// Goal: whoever reads a failure can tell whether, and when, another try makes sense.
// Stays: names and types, one call of its service in each attempt; `sendReceipt` is right as it is.
import { ApplicationFailure } from '@temporalio/activity';
import { gateway, mail, RateLimited, refusalsAreFinal } from '#world';

interface Authorisation {
  invoiceId: string;
  cents: number;
  card: string;
  key: string;
}

export async function authorise(request: Authorisation): Promise<{ authorisationId: string }> {
  return await classified(gateway.authorise(request));
}

export async function capture(request: { authorisationId: string; key: string }): Promise<{ captureId: string }> {
  // Not wrapped: Temporal looks at the failure that leaves the function, never at its cause.
  return await classified(gateway.capture(request));
}

export async function sendReceipt({ invoiceId, email, key }: { invoiceId: string; email: string; key: string }) {
  await refusalsAreFinal(mail.send({ to: email, subject: `Receipt for ${invoiceId}`, key }));
}

/** Passes a failure on with what Temporal has to know about it. An outage says nothing: the policy knows what to do. */
async function classified<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await refusalsAreFinal(call);
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error;
    // The one failure that knows better than any policy when to come back; it takes the place of the next pause.
    const { message, retryAfterMs } = error;
    throw ApplicationFailure.create({ type: 'RateLimited', message, nextRetryDelay: retryAfterMs });
  }
}
