import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { isInTask } from '../../../lab/rest.ts';
import type { Outcome } from '../../../lab/run.ts';
import { openActivities } from '../../../lab/still-open.ts';
import {
  askedCharges,
  charges,
  delivered,
  findSwallowedCharge,
  KEYS,
  letters,
  NETWORKS,
  type Slip,
  sayCharged,
  twoNames,
} from './effects.ts';
import { beginTrial, findOpenActivity, sendSubscribe } from './rest.ts';
import { A_WHILE, type Customer, DAY, findEnd, hasOutcome, sayDay, sayEnd } from './trial.ts';

export const converts = check(
  'converts',
  'who subscribes is charged within a day, and her trial is over',
  async ({ lab }) => {
    // The last two moments before a reminder and an end may come: half a day early is fine.
    // All of one address: who pays is the customer.
    let address: string | undefined;
    for (const day of [lab.draw.integer(2, 8), 10, 12, 13]) {
      lab.did = `Started a trial; on day ${day} the customer subscribed.`;
      const customer = await beginTrial(lab, address);
      address = customer.email;
      await lab.pass(day * DAY + A_WHILE);
      // A trial that is over by then is told of by `ends-on-day-14`.
      if (await findEnd(customer.run)) break;
      await sendSubscribe(lab, customer);
      await findOpenActivity(lab);
      const isOver = (await findEnd(customer.run)) !== undefined;
      if (!isOver) await lab.pass('25 hours');
      const outcome = await customer.run.outcome();
      const paid = charges(lab, customer).length;
      if (hasOutcome(outcome, 'converted') && paid === 1) continue;
      return finding({
        did: `${lab.did} ${isOver ? 'Looked when her trial had ended.' : 'Looked again a day later.'}`,
        ...(findSwallowedCharge(lab, customer) ?? (await sayNotConverted(customer, outcome, paid))),
        evidence: customer.run,
      });
    }
    return holds;
  },
  { needs: ['waits-in-workflow'] },
);

async function sayNotConverted({ run }: Customer, outcome: Outcome, paid: number): Promise<Slip> {
  const saw = `Her trial ${sayEnd(outcome)}, and ${sayCharged(paid)}.`;
  const decided = 'She has decided, and waits for what she has bought.';
  if (paid > 1) return { saw, why: `${twoNames('charge')} ${KEYS}`, read: '#a-key-for-every-step' };
  if (hasOutcome(outcome, 'converted')) {
    const givenUp = openActivities(await run.history()).length > 0;
    return {
      saw: givenUp ? `${saw} A step was still to be done when it ended.` : saw,
      why: `The trial said \`converted\` before it was true. ${givenUp ? 'What a workflow has asked for and does not `await` is given up when the workflow ends.' : 'Whoever reads that takes her first month for paid.'}`,
      read: '#temporal-on-one-page',
    };
  }
  if (paid === 1)
    return {
      saw,
      why: 'She has paid, and her trial does not say so. What counts for the rest of Harbour is how it ended.',
      read: '#in-the-exercise',
    };
  if (outcome.status === 'unfinished' || outcome.status === 'completed')
    return {
      saw,
      why: `${decided} A signal is heard at the moment it comes; that is of use only where the code that waits looks at what it said.`,
      read: '#a-query-and-a-signal',
    };
  return { saw, why: decided, read: '#in-the-exercise' };
}

export const noReminderAfter = check(
  'no-reminder-after',
  'who has subscribed gets no reminder',
  async ({ lab }) => {
    for (const day of [lab.draw.integer(2, 8), 10]) {
      lab.did = `Started a trial; on day ${day} the customer subscribed. Let the rest of the fourteen days pass.`;
      const customer = await beginTrial(lab);
      await lab.pass(day * DAY + A_WHILE);
      await sendSubscribe(lab, customer);
      await findOpenActivity(lab);
      await lab.pass((15 - day) * DAY);
      const subscribed = customer.began + day * DAY + A_WHILE;
      const reminder = delivered(lab, customer, 'reminder').find(({ at }) => at >= subscribed);
      if (!reminder) continue;
      return finding({
        did: lab.did,
        saw: `A reminder went out ${sayDay(customer, reminder.at)}, to a customer who had subscribed on day ${day}.`,
        why: 'To be asked to subscribe after one has paid makes one look up whether one really has. When a wait is over, ask why before you go on.',
        read: '#which-of-the-two',
        evidence: customer.run,
      });
    }
    return holds;
  },
  { needs: ['waits-in-workflow', 'converts'] },
);

/** How long before a wait is over she subscribes: in real time, enough for a slow machine. */
const BEFORE_MS = 20_000;
/** So long after it the payment service can't be reached: the wait is over before anything is charged. */
const AFTER_MS = 5000;

export const lastMoment = check(
  'last-moment',
  'who subscribes at the last moment has subscribed, however long the charge takes',
  async ({ lab }) => {
    // Each answer has moments of its own; a trial that nobody decides shows them.
    lab.did = 'Started a trial and let fifteen days pass; the customer did nothing.';
    const model = await beginTrial(lab);
    await lab.pass('15 days');
    const [reminder] = delivered(lab, model, 'reminder');
    const moments = [
      { what: 'her reminder was due', at: reminder?.at },
      { what: 'her trial would have ended', at: (await findEnd(model.run))?.at },
    ];
    for (const { what, at } of moments) {
      if (at === undefined) continue;
      lab.did = `Started a trial; the customer subscribed twenty seconds before ${what}, and the payment service could not be reached when she was to be charged.`;
      const { customer, subscribed } = await subscribeBefore(lab, at - model.began);
      if (subscribed === undefined) continue;
      const outcome = await customer.run.settle({ accept: ['unfinished'] });
      const isReminded = letters(lab, customer, 'reminder').some(({ at }) => at > subscribed);
      const paid = charges(lab, customer).length;
      if (hasOutcome(outcome, 'converted') && paid === 1 && !isReminded) continue;
      return finding({
        did: lab.did,
        saw: `${isReminded ? 'A reminder went out after that. ' : ''}Her trial ${sayEnd(outcome)}, and ${sayCharged(paid)}.`,
        ...sayLastMoment(paid, askedCharges(lab, customer).length),
        evidence: customer.run,
      });
    }
    return holds;
  },
  { needs: ['waits-in-workflow', 'two-mails', 'ends-on-day-14', 'converts', 'no-reminder-after', 'tried-again'] },
);

function sayLastMoment(paid: number, asked: number): Omit<Slip, 'saw'> {
  if (paid > 1) return { why: `${twoNames('charge')} ${KEYS}`, read: '#a-key-for-every-step' };
  if (paid === 0 && asked > 0) return { why: NETWORKS, read: '#a-key-for-every-step' };
  return {
    why: 'She has decided when she says so, up to the last moment. That the charge takes its time changes nothing: neither the reminder nor the end may overtake what she has said.',
    read: '#a-query-and-a-signal',
  };
}

/**
 * A trial in which the customer subscribes shortly before so many ms are over, while nothing can be charged until after that.
 * Without the time of the signal when the machine was so slow that the moment had passed.
 */
async function subscribeBefore(lab: Lab, ms: number): Promise<{ customer: Customer; subscribed: number | undefined }> {
  const customer = await beginTrial(lab);
  const due = customer.began + ms;
  let upFrom = due + AFTER_MS;
  lab.world.on('payments.charge', ({ args, at }) =>
    args.account === customer.customerId && at < upFrom ? { kind: 'outage' } : undefined,
  );
  await lab.pass(due - BEFORE_MS - (await lab.now()));
  await sendSubscribe(lab, customer);
  // A local activity holds the workflow’s task while it is tried again: nothing else happens, and all of it takes real time.
  if ((await Promise.all(lab.runs.map(isInTask))).includes(true)) upFrom = 0;
  const subscribed = eventsOf(await customer.run.history(), 'Signaled').at(-1)?.at;
  return { customer, subscribed };
}
