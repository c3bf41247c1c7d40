// The steps of a payment. The gateway's clients throw `Refusal` (the card is no good; `code` says why: CardDeclined or
// CardExpired), `Outage` (away, or no answer), or `RateLimited` (not before `retryAfterMs`, an hour at most).
// Goal: whoever reads a failure can tell whether, and when, another try makes sense.
// Stays: names and types, one call of its service in each attempt; `sendReceipt` is right as it is.
import { gateway, mail, Refusal, refusalsAreFinal } from '#world';

interface Authorisation {
  invoiceId: string;
  cents: number;
  card: string;
  key: string;
}

export async function authorise(request: Authorisation): Promise<{ authorisationId: string }> {
  // TODO(you): a gateway that says "not before …" gets no call for this invoice until then; it is paid all the same.
  try {
    return await gateway.authorise(request);
  } catch (error) {
    // TODO(you): a card that is refused is asked once; the failure's type is the gateway's code.
    if (error instanceof Refusal) error.name = error.code;
    throw error;
  }
}

export async function capture(request: { authorisationId: string; key: string }): Promise<{ captureId: string }> {
  // TODO(you): the same two things are true for this call.
  try {
    return await refusalsAreFinal(gateway.capture(request));
  } catch (error) {
    throw new Error(`${request.authorisationId} was not captured`, { cause: error });
  }
}

export async function sendReceipt({ invoiceId, email, key }: { invoiceId: string; email: string; key: string }) {
  await refusalsAreFinal(mail.send({ to: email, subject: `Receipt for ${invoiceId}`, key }));
}
