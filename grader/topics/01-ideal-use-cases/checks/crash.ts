import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { findUnderWay } from '../../../lab/rest.ts';
import type { Gate } from '../../../world/gate.ts';
import { charges, delivered, findSwallowedCharge, findSwallowedLetter, KEYS, sayCharged, twoNames } from './effects.ts';
import { beginTrial, findOpenActivity, findReminderLost, isHeld, sendSubscribe } from './rest.ts';
import { A_WHILE, type Customer, DAY, findEnd, hasOutcome, isOnDay, sayDay, sayEnd, startTrial } from './trial.ts';

export const survivesCrash = check(
  'survives-crash',
  'a machine that dies takes nothing of a trial with it',
  async ({ lab }) => {
    // What earlier checks have left in the memory of a process could hide what is lost with it.
    await lab.replaceHost();
    lab.did =
      'Started three trials. On day 4 one customer subscribed; a moment later the machine died, and another one took over. On day 5 a second customer subscribed.';
    const undecided = await beginTrial(lab);
    const subscribers = [await beginTrial(lab), await beginTrial(lab)] as const;
    // Between two days: whoever has something to do at each of them is not in the middle of it when the machine dies.
    await lab.pass(4 * DAY + A_WHILE);
    await sendSubscribe(lab, subscribers[0]);
    await findOpenActivity(lab);
    await lab.replaceHost();
    await lab.pass('1 day');
    await sendSubscribe(lab, subscribers[1]);
    await findOpenActivity(lab);
    // Into the night after day 14: half a day late is still that day.
    await lab.pass('9.5 days');
    for (const [index, subscriber] of subscribers.entries()) {
      const outcome = await subscriber.run.outcome();
      const paid = charges(lab, subscriber).length;
      if (hasOutcome(outcome, 'converted') && paid === 1) continue;
      return finding({
        did: lab.did,
        saw: `In the end, the trial of the ${index === 0 ? 'first' : 'second'} of them ${sayEnd(outcome)}, and ${sayCharged(paid)}.`,
        why: MEMORY,
        read: '#what-survives',
        ...findSwallowedCharge(lab, subscriber),
        evidence: subscriber.run,
      });
    }
    return await judgeUndecided(lab, undecided);
  },
  { needs: ['waits-in-workflow', 'two-mails', 'ends-on-day-14', 'converts'] },
);

const MEMORY =
  'What an activity keeps in a variable is in one process, and dies with it. What the workflow keeps in a variable is rebuilt from its history, on whatever machine.';

async function judgeUndecided(lab: Lab, customer: Customer) {
  const [reminder] = delivered(lab, customer, 'reminder');
  const end = await findEnd(customer.run);
  if (reminder && isOnDay(customer, reminder.at, 11) && end && isOnDay(customer, end.at, 14)) return holds;
  const swallowed = findSwallowedLetter(lab, customer, 'reminder');
  return finding({
    did: lab.did,
    saw:
      swallowed?.saw ??
      `The reminder of the customer who did nothing ${reminder ? `went out ${sayDay(customer, reminder.at)}` : 'had not gone out when the fourteen days were over'}, and her trial ${end ? `ended ${sayDay(customer, end.at)}` : 'was still running'}.`,
    why: swallowed ? `${swallowed.why} ${MEMORY}` : MEMORY,
    read: '#what-survives',
    evidence: customer.run,
  });
}

export const diesAtWork = check(
  'dies-at-work',
  'a step in the middle of which the machine dies is made again soon',
  async ({ lab }) => (await dieOverReminder(lab)) ?? (await dieOverCharge(lab)),
  {
    needs: [
      'waits-in-workflow',
      'two-mails',
      'ends-on-day-14',
      'expired-is-free',
      'converts',
      'done-once',
      'tried-again',
      'survives-crash',
    ],
  },
);

const DEAD =
  'Of a machine that is dead the server hears nothing. It waits until the time limit of the attempt is over; after that comes the next attempt, if the workflow leaves room for one. A step that takes moments needs a short limit, and room for another attempt soon after it.';
const read = '#where-the-days-are-waited-for';

async function dieOverReminder(lab: Lab) {
  lab.did = 'Started a trial. The machine died while the reminder was being sent, and another one took over.';
  const gate = lab.world.holds('mail.send', 'before', ({ args }) => args.subject === 'reminder');
  const customer = await startTrial(lab);
  return await findReminderLost(lab, { customer, gate, why: DEAD, read, go: () => pullPlug(lab, gate) });
}

async function dieOverCharge(lab: Lab) {
  lab.did =
    'Started a trial; on day 4 the customer subscribed. The machine died while she was being charged, and another one took over.';
  const customer = await beginTrial(lab);
  await lab.pass(4 * DAY + A_WHILE);
  const gate = lab.world.holds('payments.charge', 'before');
  const subscribed = await lab.now();
  await sendSubscribe(lab, customer);
  if (await isHeld(lab, { customer, gate, what: 'the first month' })) await pullPlug(lab, gate);
  const outcome = await customer.run.settle();
  const paid = charges(lab, customer);
  const [charge] = paid;
  const isLate = charge !== undefined && charge.at > subscribed + LATEST_MS;
  if (hasOutcome(outcome, 'converted') && paid.length === 1 && !isLate) return holds;
  return finding({
    did: lab.did,
    saw: `Her trial ${sayEnd(outcome)}, and ${sayCharged(paid.length)}${isLate ? `, ${sayDay(customer, charge.at)}` : ''}.`,
    ...(paid.length > 1
      ? { why: `${twoNames('charge')} ${KEYS}`, read: '#a-key-for-every-step' }
      : { why: DEAD, read }),
    evidence: customer.run,
  });
}

/** Within a day, and what a lost attempt costs. */
const LATEST_MS = 25 * (DAY / 24);

/** The machine dies with the call that is held; another one takes over, and the server gives up the attempt. */
async function pullPlug(lab: Lab, gate: Gate): Promise<void> {
  const busy = await lab.eventually(() => findUnderWay(lab), 'the server to know of the attempt');
  await lab.crash();
  // Let go before that, what the dead machine has asked for would be done.
  const isGone = async () => gate.arrived.every(({ outcome }) => outcome.kind !== 'open');
  await lab.eventually(isGone, 'the calls of the dead machine to break off');
  gate.open();
  await lab.recover();
  await lab.expire(busy);
}
