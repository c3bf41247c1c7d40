import { ApplicationFailure } from '@temporalio/activity';
import { gateway, mail, RateLimited, Refusal, refusalsAreFinal } from '#world';

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

class CardDeclined extends Error {}
class CardExpired extends Error {}
const reasons: Record<string, new (message: string) => Error> = { CardDeclined, CardExpired };

async function classified<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal) throw new (reasons[error.code] ?? Error)(error.message);
    if (error instanceof RateLimited)
      throw ApplicationFailure.create({ message: error.message, nextRetryDelay: error.retryAfterMs });
    throw error;
  }
}
