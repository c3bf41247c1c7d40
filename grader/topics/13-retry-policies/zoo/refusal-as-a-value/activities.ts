import { ApplicationFailure } from '@temporalio/activity';
import { gateway, mail, RateLimited, Refusal, refusalsAreFinal } from '#world';

interface Authorisation {
  invoiceId: string;
  cents: number;
  card: string;
  key: string;
}

export async function authorise(request: Authorisation): Promise<{ authorisationId: string } | Refused> {
  return await classified(gateway.authorise(request));
}

export async function capture(request: {
  authorisationId: string;
  key: string;
}): Promise<{ captureId: string } | Refused> {
  return await classified(gateway.capture(request));
}

export async function sendReceipt({ invoiceId, email, key }: { invoiceId: string; email: string; key: string }) {
  await refusalsAreFinal(mail.send({ to: email, subject: `Receipt for ${invoiceId}`, key }));
}

interface Refused {
  refused: string;
}

async function classified<Answer>(call: Promise<Answer>): Promise<Answer | Refused> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code };
    if (error instanceof RateLimited)
      throw ApplicationFailure.create({ message: error.message, nextRetryDelay: error.retryAfterMs });
    throw error;
  }
}
