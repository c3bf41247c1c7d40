import type { Lab } from '../../../lab/lab.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { type Customer, isOnDay, sayDay } from './trial.ts';

export type Template = 'welcome' | 'reminder';

/** The day on which each letter is to go out. */
const due: Record<Template, number> = { welcome: 0, reminder: 11 };

/** Letters that were asked for, delivered or not. */
export function letters({ ledger }: Lab, { email }: Customer, template: Template): LedgerRow[] {
  return ledger.calls('mail.send').filter(({ args }) => args.to === email && args.subject === template);
}

/** Letters that reached the customer. */
export function delivered(lab: Lab, customer: Customer, template: Template): LedgerRow[] {
  return letters(lab, customer, template).filter(({ effect }) => effect);
}

/** Calls for the customer's first month, whatever became of them. */
export function askedCharges({ ledger }: Lab, { customerId }: Customer): LedgerRow[] {
  return ledger.calls('payments.charge').filter(({ args }) => args.account === customerId);
}

/** Charges that took money from the customer. */
export function charges(lab: Lab, customer: Customer): LedgerRow[] {
  return askedCharges(lab, customer).filter(({ effect }) => effect);
}

/** A finding's words about one letter or charge. */
export interface Slip {
  saw: string;
  why: string;
  read: string;
}

/** What is wrong with a letter that is due once, on its day; `why` and `read` for one that is missing or comes on another day. */
export function findSlip(
  lab: Lab,
  { customer, template, why, read }: { customer: Customer; template: Template; why: string; read: string },
): Slip | undefined {
  const sent = delivered(lab, customer, template);
  const [first] = sent;
  if (!first) return findSwallowedLetter(lab, customer, template) ?? { saw: `No ${template} went out.`, why, read };
  if (sent.length > 1)
    return {
      saw: `The ${template} went out more than once.`,
      why: `${twoNames(template)} ${KEYS}`,
      read: '#a-key-for-every-step',
    };
  if (isOnDay(customer, first.at, due[template])) return undefined;
  return { saw: `The ${template} went out ${sayDay(customer, first.at)}. ${sayDue(template)}`, why, read };
}

export function sayDue(template: Template): string {
  return template === 'welcome' ? 'It is due at once.' : `It is due on day ${due[template]}, counted from the start.`;
}

/** Tells of a letter that was asked for and never sent, because of its key; `due`: how many customers have the address. */
export function findSwallowedLetter(lab: Lab, customer: Customer, template: Template, due = 1): Slip | undefined {
  const swallowed = letters(lab, customer, template).find(isSwallowed);
  if (!swallowed || delivered(lab, customer, template).length >= due) return undefined;
  return {
    saw: `The ${template} of one customer was sent with the key \`${swallowed.key}\`, which another letter had before: the mail service took it for the same one and sent nothing.${sayShared(swallowed, customer)}`,
    why: 'A key is the name of one letter, among the letters of all customers. Two letters of one name are one letter to the service: that is what makes a second attempt harmless, and what swallows a letter that has the name of another.',
    read: '#a-key-for-every-step',
  };
}

/** The same of a charge. */
export function findSwallowedCharge(lab: Lab, customer: Customer): Slip | undefined {
  const asked = askedCharges(lab, customer);
  const swallowed = asked.find(isSwallowed);
  if (!swallowed || asked.some(({ effect }) => effect)) return undefined;
  return {
    saw: `Her first month was charged with the key \`${swallowed.key}\`, which another customer’s charge had before: the service took it for the same one, and charged nothing.${sayShared(swallowed, customer)}`,
    why: 'A key is the name of one payment, among the payments of all customers. It makes a second attempt harmless; a payment that has the name of another is never made, and nobody hears of it.',
    read: '#a-key-for-every-step',
  };
}

/** Only where a key is made of it does it matter whose address it is. */
function sayShared({ key }: LedgerRow, { customerId, email }: Customer): string {
  const isShared = key?.includes(email) && !email.startsWith(customerId);
  return isShared ? ' The two customers have one address.' : '';
}

/** What is held, or breaks off, has no effect either. */
function isSwallowed({ effect, outcome }: LedgerRow): boolean {
  return !effect && (outcome.kind === 'answered' || outcome.kind === 'answer-lost');
}

export const KEYS =
  'Buttons are pressed twice, and an attempt whose answer is lost is made again. A letter and a payment are safe from both when every attempt carries the same key, by which the service knows them for the same.';

/** Why one letter, or one charge, came about more than once. */
export function twoNames(what: Template | 'charge'): string {
  return what === 'charge'
    ? 'The charge was asked for under different keys, so the payment service took it for different payments.'
    : `The ${what} was sent under different keys, so the mail service took it for different letters.`;
}

export const NETWORKS =
  'Networks break for a moment, every day. An attempt that fails is made again by Temporal, for as long as it takes, unless the workflow says otherwise; what is given up at the first broken line may never be done.';

/** How many of several calls were made before the run ended is chance: it may not stand in a finding. */
export function sayTimes(count: number): string {
  return count === 0 ? 'never' : count === 1 ? 'once' : 'more than once';
}

export function sayCharged(count: number): string {
  return `her first month ${count === 0 ? 'had not been charged' : `was charged ${sayTimes(count)}`}`;
}
