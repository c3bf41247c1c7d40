import { check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { isInTask } from '../../../lab/rest.ts';
import { openActivities } from '../../../lab/still-open.ts';
import { charges, delivered, findSlip, NETWORKS, type Slip, sayCharged } from './effects.ts';
import { sendSubscribe } from './rest.ts';
import { type Customer, findEnd, hasOutcome, sayDay, sayEnd, startTrial } from './trial.ts';

export const whileMailing = check(
  'while-mailing',
  'a subscription that comes while a mail is being sent counts',
  async ({ lab }) => {
    for (const template of ['welcome', 'reminder'] as const) {
      const isWelcome = template === 'welcome';
      lab.did = `Started a trial; the customer subscribed in the moment in which the ${template} was being sent.${isWelcome ? ' The mail service could not be reached in that moment.' : ''}`;
      let isHolding = true;
      const gate = lab.world.holds('mail.send', 'before', ({ args }) => isHolding && args.subject === template);
      const customer = await startTrial(lab);
      await lab.until(gate.reached(), `the ${template} to be sent`, { flowing: true });
      await sendSubscribe(lab, customer);
      isHolding = false;
      if (isWelcome) await stopMail(lab);
      gate.open(isWelcome ? 'outage' : 'answer');
      const outcome = await customer.run.settle();
      const paid = charges(lab, customer).length;
      if (hasOutcome(outcome, 'converted') && paid === 1) {
        const slip = isWelcome ? await findLostWelcome(lab, customer) : await findLateCharge(lab, customer);
        if (slip) return finding({ did: lab.did, ...slip, evidence: customer.run });
        continue;
      }
      const isForgotten = hasOutcome(outcome, 'expired') && paid === 0;
      return finding({
        did: lab.did,
        saw: isForgotten
          ? `Her trial ${sayEnd(outcome)} ${await sayWhen(customer)}: what she had said was forgotten.`
          : `Her trial ${sayEnd(outcome)} ${await sayWhen(customer)}, and ${sayCharged(paid)}.`,
        why: 'Signals come when they like, also while the workflow is busy with something else. What they said has to be kept until somebody looks at it.',
        read: '#a-query-and-a-signal',
        evidence: customer.run,
      });
    }
    return holds;
  },
  { needs: ['waits-in-workflow', 'two-mails', 'ends-on-day-14', 'converts', 'done-once', 'tried-again'] },
);

/** So long the mail service can't be reached, in virtual time: a trial that does not wait for its welcome is over by then. */
const MAIL_DOWN_MS = inMs('2 minutes');

async function stopMail(lab: Lab): Promise<void> {
  // A local activity is tried again in real time, within the workflow’s task, and nothing can overtake it meanwhile.
  const isLocal = (await Promise.all(lab.runs.map(isInTask))).includes(true);
  const upFrom = isLocal ? 0 : (await lab.now()) + MAIL_DOWN_MS;
  lab.world.on('mail.send', ({ at }) => (at < upFrom ? { kind: 'outage' } : undefined));
}

async function findLostWelcome(lab: Lab, customer: Customer): Promise<Slip | undefined> {
  const slip = findSlip(lab, { customer, template: 'welcome', why: NETWORKS, read: '#a-key-for-every-step' });
  if (!slip) return undefined;
  const isGivenUp =
    delivered(lab, customer, 'welcome').length === 0 && openActivities(await customer.run.history()).length > 0;
  if (!isGivenUp) return slip;
  return {
    saw: `${slip.saw} Her trial had ended while it was still to be tried again.`,
    why: 'What a workflow has asked for and does not `await` is given up when the workflow ends. Most welcomes are quicker than that; one that has to be tried again is not.',
    read: '#temporal-on-one-page',
  };
}

/** A charge that came more than a day after the customer had subscribed, and an hour for what may have to be made again. */
async function findLateCharge(lab: Lab, customer: Customer): Promise<Slip | undefined> {
  const subscribed = eventsOf(await customer.run.history(), 'Signaled').at(-1)?.at ?? 0;
  const [charge] = charges(lab, customer);
  if (!charge || charge.at <= subscribed + inMs('25 hours')) return undefined;
  return {
    saw: `She was charged ${sayDay(customer, charge.at)} only; her trial went on until then as if she had said nothing.`,
    why: 'A signal that wakes up whoever waits is lost on somebody who does not wait yet. What it said has to be looked at before a wait begins, as well as when it ends.',
    read: '#a-query-and-a-signal',
  };
}

async function sayWhen(customer: Customer): Promise<string> {
  const end = await findEnd(customer.run);
  return end ? sayDay(customer, end.at) : '';
}
