// The steps of a renewal. Each may run more than once: its answer gets lost, or its worker dies after the work.
// Goal: a step that runs again, or twice at the same time, changes nothing a second time.
// Stays: names and what they take and return. `key` is yours to choose: it comes from the workflow, or is made in here.
// `payments.charge` and `mail.send` act once per key. `pointsTable` is a table in Harbour's own database; what it can do
// is written at its methods. `extendPeriod` and `sendReceipt` are right: the date is set, not moved.
import { mail, payments, pointsTable, refusalsAreFinal, subscriptions } from '#world';

export async function chargeRenewal(charge: {
  customerId: string;
  cents: number;
  item: 'plan' | 'add-on';
  key: string;
}): Promise<{ chargeId: string }> {
  // The key comes from outside of the attempt, so it is the same in each of them, on whichever machine.
  const { customerId, cents, key } = charge;
  return await refusalsAreFinal(payments.charge({ account: customerId, cents, key }));
}

export async function extendPeriod(paid: { subscriptionId: string; period: string }): Promise<{ paidUntil: string }> {
  return await subscriptions.extend(paid);
}

export async function addLoyalty(given: {
  customerId: string;
  points: number;
  key: string;
}): Promise<{ points: number }> {
  const { customerId, points, key } = given;
  // Looking and writing are one statement: between two of them there is room for another attempt.
  await pointsTable.insertOnce({ rowId: key, customerId, points });
  return await pointsTable.balance({ customerId });
}

export async function sendReceipt(receipt: { customerId: string; chargeIds: string[]; key: string }): Promise<void> {
  const { customerId, chargeIds, key } = receipt;
  await mail.send({ to: customerId, subject: 'Your receipt', text: `Paid: ${chargeIds.join(', ')}`, key });
}
