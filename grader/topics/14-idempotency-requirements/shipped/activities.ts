// The steps of a renewal. Each may run more than once: its answer gets lost, or its worker dies after the work.
// Goal: a step that runs again, or twice at the same time, changes nothing a second time.
// Stays: names and what they take and return. `key` is yours to choose: it comes from the workflow, or is made in here.
// `payments.charge` and `mail.send` act once per key. `pointsTable` is a table in Harbour's own database; what it can do
// is written at its methods. `extendPeriod` and `sendReceipt` are right: the date is set, not moved.
import { activityInfo } from '@temporalio/activity';
import { mail, payments, pointsTable, refusalsAreFinal, subscriptions } from '#world';

export async function chargeRenewal(charge: {
  customerId: string;
  cents: number;
  item: 'plan' | 'add-on';
  key: string;
}): Promise<{ chargeId: string }> {
  const { customerId, cents } = charge;
  // TODO(you): the provider can tell a charge that is tried again from a new one.
  const key = `${charge.key}/try-${activityInfo().attempt}`;
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
  // TODO(you): an attempt that comes while another one is still at work adds nothing.
  if (!(await pointsTable.has({ rowId: key }))) {
    await pointsTable.insert({ rowId: key, customerId, points });
  }
  return await pointsTable.balance({ customerId });
}

export async function sendReceipt(receipt: { customerId: string; chargeIds: string[]; key: string }): Promise<void> {
  const { customerId, chargeIds, key } = receipt;
  await mail.send({ to: customerId, subject: 'Your receipt', text: `Paid: ${chargeIds.join(', ')}`, key });
}
