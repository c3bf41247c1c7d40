// What a refund does outside: two letters, a payment, and an order to the bank. All but the last are right.
// The bank takes an order at once and moves the money within five days. Then it calls back, with a reference: it completes
// the activity whose token, or whose ids, it was given as `callback` with `{ reference }` (see `bank` in `#world`).
// Goal: a transfer is done when the bank says so, and its reference is the bank's.
// Stays: names, what they take and return, the key of the order.
import { bank, mail, payments, refusalsAreFinal } from '#world';

interface Question {
  requestId: string;
  to: string;
  key: string;
}

export async function askApprover({ requestId, to, key }: Question): Promise<void> {
  await mail.send({ key, to, subject: `Please decide: refund ${requestId}` });
}

export async function askManager({ requestId, to, key }: Question): Promise<void> {
  await mail.send({ key, to, subject: `Nobody has decided yet: refund ${requestId}` });
}

interface Money {
  requestId: string;
  cents: number;
  key: string;
}

export async function payRefund({ cents, key }: Money): Promise<{ reference: string }> {
  const { refundId } = await refusalsAreFinal(payments.refund({ key, cents }));
  return { reference: refundId };
}

export async function bankTransfer({ cents, key }: Money): Promise<{ reference: string }> {
  // TODO(you): the activity stays open until the bank completes it, which may be on another day.
  const { orderNumber } = await refusalsAreFinal(bank.request({ key, cents }));
  return { reference: orderNumber };
}
