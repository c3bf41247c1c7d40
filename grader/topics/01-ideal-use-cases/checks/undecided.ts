import { check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { isInTask, isTimed } from '../../../lab/rest.ts';
import { charges, delivered, findSwallowedLetter, type Slip, sayDue, type Template } from './effects.ts';
import { beginTrial, findOpenActivity, sendSubscribe } from './rest.ts';
import { A_WHILE, type Customer, DAY, findEnd, hasOutcome, isOnDay, sayDay, sayEnd, startTrial } from './trial.ts';

export const twoMails = check(
  'two-mails',
  'an undecided customer gets a welcome at once and a reminder on day 11',
  async ({ lab }) => {
    lab.did =
      'Started the trials of two customers who have one mail address, and let twelve days pass; they did nothing.';
    const first = await beginTrial(lab);
    const second = await beginTrial(lab, first.email);
    await lab.pass('12 days');
    const fault =
      (await findFault(lab, second, { template: 'welcome', due: 0 })) ??
      (await findFault(lab, second, { template: 'reminder', due: 11 }));
    return fault ? finding({ did: lab.did, ...fault, evidence: second.run }) : holds;
  },
  { needs: ['waits-in-workflow'] },
);

export const endsOnDay14 = check(
  'ends-on-day-14',
  'a trial that nobody decides ends on day 14',
  async ({ lab }) => {
    const { customer, outcome } = await sitOut(lab);
    const end = await findEnd(customer.run);
    if (outcome.status === 'completed' && end && isOnDay(customer, end.at, 14)) return holds;
    const isEndless = outcome.status === 'unfinished' && !(await isTimed(customer.run));
    return finding({
      did: lab.did,
      saw: `\`trial\` ${sayEnd(outcome)} ${end ? sayDay(customer, end.at) : 'on day 15'}.`,
      why: isEndless
        ? 'Most customers never answer. A wait that only they can end stays open for each of them, for ever, and nothing in it looks broken.'
        : 'Fourteen days are promised, counted from the first. A trial that ends earlier breaks the promise, and one that ends later gives away what is sold.',
      read: '#a-wait-needs-an-end',
      evidence: customer.run,
      ...(end && { decisive: end.id }),
    });
  },
  { needs: ['waits-in-workflow'] },
);

export const expiredIsFree = check(
  'expired-is-free',
  'who does not subscribe has an expired trial and pays nothing',
  async ({ lab }) => {
    const { customer, outcome } = await sitOut(lab);
    const paid = charges(lab, customer);
    if (hasOutcome(outcome, 'expired') && paid.length === 0) return holds;
    const [charge] = paid;
    return finding({
      did: lab.did,
      saw: `\`trial\` ${sayEnd(outcome)}, and ${charge ? `her first month was charged ${sayDay(customer, charge.at)}` : 'nothing was charged'}. She had never subscribed.`,
      ...(charge && !isOnDay(customer, charge.at, 14)
        ? {
            why: 'A trial costs nothing, and most customers never subscribe. Money that is taken before they have said anything has to be given back.',
            read: '#in-the-exercise',
          }
        : {
            why: 'A wait ends for one of two reasons: it happened, or the time is up. Code that goes on without asking which of them it was takes silence for a yes, and money for nothing.',
            read: '#which-of-the-two',
          }),
      evidence: customer.run,
    });
  },
  { needs: ['waits-in-workflow', 'ends-on-day-14'] },
);

export const phases = check(
  'phase',
  '`phase` tells how far a trial is',
  async ({ lab }) => {
    lab.did =
      'Started two trials. One customer subscribed on day 5, the other one did nothing. Asked for `phase` again and again.';
    const customer = await beginTrial(lab);
    const subscriber = await beginTrial(lab);
    const asked: [when: string, is: unknown, shouldBe: string][] = [];
    const ask = async (when: string, { run }: Customer, shouldBe: string) =>
      asked.push([when, await run.query('phase'), shouldBe]);
    await lab.pass(5 * DAY + A_WHILE);
    await ask('on day 5', customer, 'trial');
    await sendSubscribe(lab, subscriber);
    // Time is passed at rest: beside a step that is being done the test server's clock sometimes stands still.
    await findOpenActivity(lab);
    await lab.pass('7 days');
    await ask('after the subscription', subscriber, 'converted');
    await ask('on day 12', customer, 'reminded');
    await lab.pass('3 days');
    await ask('after day 14', customer, 'expired');
    const wrong = asked.filter(([, is, shouldBe]) => is !== shouldBe);
    if (wrong.length === 0) return (await findUntold(lab)) ?? holds;
    const saw = wrong.map(
      ([when, is, shouldBe]) => `${saySaid(is)} ${when}, where \`${JSON.stringify(shouldBe)}\` was right`,
    );
    return finding({ did: lab.did, saw: `${saw.join('. ')}.`, ...WINDOW, evidence: customer.run });
  },
  { needs: ['waits-in-workflow', 'two-mails', 'ends-on-day-14', 'expired-is-free', 'converts'] },
);

const WINDOW = {
  why: 'A workflow is a black box to everybody outside; the query is its window. Support tells a customer what it says, so it has to move when the trial does.',
  read: '#a-query-and-a-signal',
};

function saySaid(is: unknown): string {
  return `It said \`${JSON.stringify(is)}\``;
}

/** What is wrong with the answer in the first moment of a trial; a query that nobody answers stops the check. */
async function findUntold(lab: Lab): Promise<Found | undefined> {
  lab.did = 'Started a trial, and asked for `phase` while the welcome was being sent.';
  const welcome = lab.world.holds('mail.send', 'before');
  const { run } = await startTrial(lab);
  await lab.until(welcome.reached(), 'the welcome to be sent');
  // A workflow that waits for a local activity answers no query meanwhile.
  const is = (await isInTask(run)) ? 'trial' : await run.query('phase');
  welcome.open();
  await findOpenActivity(lab);
  if (is === 'trial') return undefined;
  return finding({ did: lab.did, saw: `${saySaid(is)}, where \`"trial"\` was right.`, ...WINDOW, evidence: run });
}

async function sitOut(lab: Lab) {
  lab.did = 'Started a trial and let fifteen days pass; the customer did nothing.';
  const customer = await beginTrial(lab);
  await lab.pass('15 days');
  return { customer, outcome: await customer.run.outcome() };
}

/** What is wrong with a letter that is due once to each of the two customers of an address, on that day. */
async function findFault(
  lab: Lab,
  customer: Customer,
  { template, due }: { template: Template; due: number },
): Promise<Slip | undefined> {
  const sent = delivered(lab, customer, template);
  const untimely = sent.find(({ at }) => !isOnDay(customer, at, due));
  if (sent.length < 2) {
    const saw = `${sent.length === 0 ? `No ${template}` : `Only one ${template}`} went out.`;
    const swallowed = findSwallowedLetter(lab, customer, template, 2);
    if (swallowed || !untimely) return swallowed ?? { saw, why: TWO_MAILS, read };
  }
  if (sent.length > 2) {
    const days = [...new Set(sent.map(({ at }) => sayDay(customer, at)))];
    const saw = `The ${template} went out more than twice, ${days.join(' and ')}: one of the two customers got it again.`;
    return { saw, why: TWO_MAILS, read };
  }
  if (!untimely) return undefined;
  const saw = `The ${template} went out ${sayDay(customer, untimely.at)}. ${sayDue(template)}`;
  if (template === 'reminder' && isOnDay(customer, untimely.at, 0) && (await hasBrief(customer)))
    return {
      saw,
      why: 'A number without a unit is a number of milliseconds: the wait is over before it has begun.',
      read: '#days-are-written-as-text',
    };
  return { saw, why: TWO_MAILS, read };
}

const TWO_MAILS =
  'These two mails are all that a customer sees of her trial. One that is missing, early, late or sent twice is what she remembers of it.';
const read = '#in-the-exercise';

/** Whether a timer was set that is shorter than any wait of a trial. */
async function hasBrief({ run }: Customer): Promise<boolean> {
  return eventsOf(await run.history(), 'TimerStarted').some(({ ms }) => ms < DAY / 24);
}
