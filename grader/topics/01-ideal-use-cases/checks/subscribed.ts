import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import {
  A_WHILE,
  beginTrial,
  type Customer,
  charges,
  DAY,
  delivered,
  findEnd,
  findOpenActivity,
  findSwallowed,
  hasOutcome,
  sayDay,
  sayEnd,
  sendSubscribe,
  startTrial,
} from './trial.ts';

export const converts = check(
  'converts',
  'who subscribes is charged within a day, and her trial is over',
  async ({ lab }) => {
    const early = lab.draw.integer(2, 8);
    for (const day of [early, 12]) {
      lab.did = `Started a trial; on day ${day} the customer subscribed. Looked again a day later.`;
      const customer = await beginTrial(lab);
      await lab.pass(day * DAY + A_WHILE);
      await sendSubscribe(lab, customer);
      await findOpenActivity(lab);
      if (!(await findEnd(customer.run))) await lab.pass('25 hours');
      const outcome = await customer.run.outcome();
      const paid = charges(lab, customer);
      if (hasOutcome(outcome, 'converted') && paid.length === 1) continue;
      const swallowed = findSwallowed(lab, customer);
      if (paid.length === 0 && swallowed)
        return finding({
          did: lab.did,
          saw: `Her first month was charged with the key \`${swallowed.key}\`, which another customer’s charge had before: the service took it for the same one, and charged nothing.`,
          why: 'A key is the name of one payment, among the payments of all customers. It makes a second attempt harmless; a payment that has the name of another is never made, and nobody hears of it.',
          read: '#a-key-for-every-step',
          evidence: customer.run,
        });
      return finding({
        did: lab.did,
        saw: `Her trial ${sayEnd(outcome)}, and her first month ${paid.length === 0 ? 'had not been charged' : `was charged ${sayTimes(paid.length)}`}.`,
        why: 'She has decided, and waits for what she has bought. A signal is heard at the moment it comes; that is of use only where the code that waits looks at what it said.',
        read: '#a-query-and-a-signal',
        evidence: customer.run,
      });
    }
    return holds;
  },
  { needs: ['waits-in-workflow'] },
);

export const noReminderAfter = check(
  'no-reminder-after',
  'who has subscribed gets no reminder',
  async ({ lab }) => {
    const day = lab.draw.integer(2, 8);
    lab.did = `Started a trial; on day ${day} the customer subscribed. Let the rest of the fourteen days pass.`;
    const customer = await beginTrial(lab);
    await lab.pass(day * DAY + A_WHILE);
    await sendSubscribe(lab, customer);
    await findOpenActivity(lab);
    await lab.pass((15 - day) * DAY);
    const [reminder] = delivered(lab, customer, 'reminder');
    if (!reminder) return holds;
    return finding({
      did: lab.did,
      saw: `A reminder went out ${sayDay(customer, reminder.at)}, to a customer who had subscribed ${sayDay(customer, customer.began + day * DAY)}.`,
      why: 'To be asked to subscribe after one has paid makes one look up whether one really has. When a wait is over, ask why before you go on.',
      read: '#which-of-the-two',
      evidence: customer.run,
    });
  },
  { needs: ['waits-in-workflow', 'converts'] },
);

export const whileMailing = check(
  'while-mailing',
  'a subscription that comes while a mail is being sent counts',
  async ({ lab }) => {
    for (const template of ['welcome', 'reminder'] as const) {
      lab.did = `Started a trial; the customer subscribed in the moment in which the ${template} was being sent.`;
      const gate = lab.world.holds('mail.send', 'before', ({ args }) => args.subject === template);
      const customer = await startTrial(lab);
      await lab.until(gate.reached(), `the ${template} to be sent`, { flowing: true });
      await sendSubscribe(lab, customer);
      gate.open();
      const outcome = await customer.run.settle();
      if (hasOutcome(outcome, 'converted')) continue;
      return finding({
        did: lab.did,
        saw: `Her trial ${sayEnd(outcome)} ${await sayWhen(customer)}: what she had said was forgotten.`,
        why: 'Signals come when they like, also while the workflow is busy with something else. What they said has to be kept until somebody looks at it.',
        read: '#a-query-and-a-signal',
        evidence: customer.run,
      });
    }
    return holds;
  },
  { needs: ['waits-in-workflow', 'two-mails', 'ends-on-day-14', 'converts'] },
);

export const doneOnce = check(
  'done-once',
  'neither a lost answer nor a second click makes anything happen twice',
  async ({ lab }) => {
    lab.did =
      'The mail service took the welcome, and the connection broke before it could say so; on day 4 the same happened with the charge. The customer pressed “subscribe” three times.';
    lab.world.losesAnswer('mail.send', 1);
    const customer = await startTrial(lab);
    await lab.pass(4 * DAY + A_WHILE);
    const charging = holdFirstCharge(lab);
    await sendSubscribe(lab, customer);
    const isCharging = async () => charging.arrived.length > 0 || (await findEnd(customer.run)) !== undefined;
    await lab.eventually(isCharging, 'the first month to be charged', { flowing: true });
    await sendSubscribe(lab, customer);
    await sendSubscribe(lab, customer);
    charging.open('lose-answer');
    const outcome = await customer.run.settle();
    const paid = charges(lab, customer).length;
    const welcomed = delivered(lab, customer, 'welcome').length;
    if (outcome.status === 'completed' && paid === 1 && welcomed === 1) return holds;
    return finding({
      did: lab.did,
      saw: `She was welcomed ${sayTimes(welcomed)} and paid ${sayTimes(paid)}; \`trial\` ${sayEnd(outcome)}.`,
      why:
        outcome.status === 'failed' && paid + welcomed < 3
          ? 'Networks break for a moment, every day. An attempt that fails is made again by Temporal, for as long as it takes, unless the workflow says otherwise; a trial that gives up at the first broken line loses its customer.'
          : 'Buttons are pressed twice, and an attempt whose answer is lost is made again. A letter and a payment are safe from both when every attempt carries the same key, by which the service knows them for the same.',
      read: '#a-key-for-every-step',
      evidence: customer.run,
    });
  },
  { needs: ['waits-in-workflow', 'two-mails', 'converts'] },
);

/** Only the first call is held: the answer of a later one is not lost. */
function holdFirstCharge(lab: Lab) {
  let isFirst = true;
  return lab.world.holds('payments.charge', 'after', () => {
    const hold = isFirst;
    isFirst = false;
    return hold;
  });
}

async function sayWhen(customer: Customer): Promise<string> {
  const end = await findEnd(customer.run);
  return end ? sayDay(customer, end.at) : '';
}

/** How many of several calls were made before the run ended is chance: it may not stand in a finding. */
function sayTimes(count: number): string {
  return count === 0 ? 'never' : count === 1 ? 'once' : 'more than once';
}
