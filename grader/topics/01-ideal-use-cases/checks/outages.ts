import { check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import { findFamily } from '../../../lab/family.ts';
import type { Lab } from '../../../lab/lab.ts';
import { isInTask } from '../../../lab/rest.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { charges, delivered, findSlip, KEYS, NETWORKS, sayCharged, sayTimes, twoNames } from './effects.ts';
import { beginTrial, findReminderLost, sendSubscribe } from './rest.ts';
import { A_WHILE, type Customer, DAY, findEnd, hasOutcome, sayEnd, startTrial } from './trial.ts';

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
    const twice = [...(paid > 1 ? [twoNames('charge')] : []), ...(welcomed > 1 ? [twoNames('welcome')] : [])];
    return finding({
      did: lab.did,
      saw: `She was welcomed ${sayTimes(welcomed)} and paid ${sayTimes(paid)}; \`trial\` ${sayEnd(outcome)}.`,
      why: twice.length > 0 ? `${twice.join(' ')} ${KEYS}` : NETWORKS,
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

export const triedAgain = check(
  'tried-again',
  'attempts that fail cost neither a letter nor a charge',
  async ({ lab }) =>
    (await stumbleOverLetters(lab)) ?? (await stumbleOverCharge(lab)) ?? (await outlastOutage(lab)) ?? holds,
  { needs: ['waits-in-workflow', 'two-mails', 'ends-on-day-14', 'expired-is-free', 'converts', 'done-once'] },
);

/** The first attempt at each letter fails: in one trial before the letter is sent, in the other one after that. */
async function stumbleOverLetters(lab: Lab) {
  let fault: 'outage' | 'lose-answer' | undefined;
  const tried = new Set<string>();
  lab.world.on('mail.send', ({ args }) => {
    const letter = `${args.subject} to ${args.to}`;
    if (tried.has(letter)) return undefined;
    tried.add(letter);
    return fault && { kind: fault };
  });
  for (fault of ['outage', 'lose-answer'] as const) {
    lab.did =
      fault === 'outage'
        ? 'Started a trial. At the first attempt to send each letter, the mail service could not be reached; the customer did nothing.'
        : 'Started a trial. At the first attempt to send each letter, the mail service took it, and the connection broke before it could say so; the customer did nothing.';
    const customer = await startTrial(lab);
    const outcome = await customer.run.settle();
    const evidence = customer.run;
    const slip =
      findSlip(lab, { customer, template: 'welcome', why: NETWORKS, read }) ??
      findSlip(lab, { customer, template: 'reminder', why: NETWORKS, read });
    if (slip) return finding({ did: lab.did, ...slip, saw: `${slip.saw} \`trial\` ${sayEnd(outcome)}.`, evidence });
    if (hasOutcome(outcome, 'expired')) continue;
    return finding({ did: lab.did, saw: `\`trial\` ${sayEnd(outcome)}.`, why: NETWORKS, read, evidence });
  }
  fault = undefined;
  return undefined;
}

const read = '#a-key-for-every-step';

async function stumbleOverCharge(lab: Lab) {
  lab.did =
    'Started a trial; on day 4 the customer subscribed. At the first attempt to charge her, the payment service could not be reached.';
  const customer = await beginTrial(lab);
  await lab.pass(4 * DAY + A_WHILE);
  lab.world.fails('payments.charge', 1);
  await sendSubscribe(lab, customer);
  const outcome = await customer.run.settle();
  const paid = charges(lab, customer).length;
  if (hasOutcome(outcome, 'converted') && paid === 1) return undefined;
  const saw = `Her trial ${sayEnd(outcome)}, and ${sayCharged(paid)}.`;
  const why = paid > 1 ? `${twoNames('charge')} ${KEYS}` : NETWORKS;
  return finding({ did: lab.did, saw, why, read, evidence: customer.run });
}

async function outlastOutage(lab: Lab) {
  lab.did =
    'Started a trial; the customer did nothing. When her reminder was due, the mail service was down for three minutes.';
  const customer = await startTrial(lab);
  const { gate, begin } = mailGoesDown(lab, customer);
  return await findReminderLost(lab, { customer, gate, why: OUTAGES, read, go: begin });
}

const OUTAGES =
  'Services are down for minutes now and then. Temporal tries a step again for as long as that takes, unless the workflow says otherwise. Where it is given up after some seconds, every customer whose reminder is due in those minutes gets none, and her trial ends without a warning.';

const DOWN_MS = inMs('3 minutes');
/** Who tries every second is not kept for all of it: so many attempts would count as a storm. */
const MANY = 50;

/** The first attempt at the reminder is held; `begin` lets it fail, and with it those of the next minutes. */
function mailGoesDown(lab: Lab, customer: Customer) {
  let tries = 0;
  let upFrom = 0;
  const isReminder = ({ args }: LedgerRow) => args.to === customer.email && args.subject === 'reminder';
  const gate = lab.world.holds('mail.send', 'before', (row) => isReminder(row) && tries++ === 0);
  lab.world.on('mail.send', (row) =>
    isReminder(row) && row.at < upFrom && tries < MANY ? { kind: 'outage' } : undefined,
  );
  const begin = async () => {
    // A local activity is tried again in real time, within the workflow’s task: minutes of that would be minutes.
    const family = await findFamily(lab, customer.run);
    const isLocal = (await Promise.all(family.map(isInTask))).includes(true);
    if (!isLocal) upFrom = (await lab.now()) + DOWN_MS;
    gate.open('outage');
  };
  return { gate, begin };
}
