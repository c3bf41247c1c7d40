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

/** A gateway that asks for a pause ends the step; the workflow knows for how long. */
async function classified<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await refusalsAreFinal(call);
  } catch (error) {
    if (!(error instanceof RateLimited)) throw error;
    const { message, retryAfterMs } = error;
    throw ApplicationFailure.nonRetryable(message, 'RateLimited', retryAfterMs);
  }
}
