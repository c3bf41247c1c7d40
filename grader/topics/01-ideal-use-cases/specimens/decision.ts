import type { WrongSpecimen } from '../../../check/zoo.ts';
import { charge, firstWait, imports, reminder, welcome, workflow } from './edits.ts';

const ifNot = 'if (!subscribed) {\n    ';
const lastWait = "subscribed = await condition(() => now.subscribed, '3 days');";

/** Ways to miss what a customer decides, or to act on it wrongly. */
export const decision: readonly WrongSpecimen[] = [
  {
    name: 'last-wait-without-end',
    because: 'Everybody decides in the end, it seems.',
    fails: 'ends-on-day-14',
    hint: 2,
    edits: [workflow(lastWait, 'await condition(() => now.subscribed);\n    subscribed = now.subscribed;')],
  },
  {
    name: 'fourteen-more-days',
    because: 'The second limit is counted from the start, where a wait counts from itself.',
    fails: 'ends-on-day-14',
    hint: 3,
    edits: [workflow("'3 days'", "'14 days'")],
  },
  {
    name: 'silence-is-a-yes',
    because: 'It does not ask for which of two reasons the wait has ended.',
    fails: 'expired-is-free',
    hint: 2,
    edits: [workflow(lastWait, "await condition(() => now.subscribed, '3 days');\n    subscribed = true;")],
  },
  {
    name: 'charged-in-advance',
    because: 'It wants to be sure of the money, and means to give it back.',
    fails: 'expired-is-free',
    hint: 1,
    edits: [
      workflow(welcome, `${welcome}\n  await chargeFirstMonth({ customerId, key: \`\${customerId}/first-month\` });`),
    ],
  },
  {
    name: 'looks-on-day-eleven',
    because: 'It sleeps first and looks afterwards what has come meanwhile.',
    fails: 'converts',
    hint: 2,
    edits: [
      workflow(imports, 'import { sleep, condition, defineQuery'),
      workflow(firstWait, "await sleep('11 days');\n  let subscribed = now.subscribed;"),
    ],
  },
  {
    name: 'deaf-on-the-last-day',
    because: 'It takes a day off the wait, and sleeps through it without a look at what has come.',
    fails: 'converts',
    hint: 2,
    edits: [
      workflow(imports, 'import { sleep, condition, defineQuery'),
      workflow(lastWait, `${lastWait.replace('3 days', '2 days')}\n    if (!subscribed) await sleep('1 day');`),
    ],
  },
  {
    name: 'one-key-for-an-address',
    because: 'It takes the address for the customer, and two customers may share one.',
    fails: 'converts',
    hint: 4,
    edits: [workflow('`${customerId}/first-month`', '`${email}/first-month`')],
  },
  {
    name: 'charge-not-awaited',
    because: 'Nothing comes after the charge, so nothing seems to have to wait for it.',
    fails: 'converts',
    hint: 4,
    edits: [workflow(charge, charge.replace('await', 'void'))],
  },
  {
    name: 'reminds-who-has-paid',
    because: 'After the first wait comes the reminder, however the wait has ended.',
    fails: 'no-reminder-after',
    hint: 2,
    edits: [workflow(ifNot + reminder, `${reminder}\n  ${ifNot}`)],
  },
  {
    name: 'deaf-on-the-day-before',
    because: 'The last look comes a day before the reminder, and what is said on that day is found too late.',
    fails: 'no-reminder-after',
    hint: 2,
    edits: [
      workflow(imports, 'import { sleep, condition, defineQuery'),
      workflow(firstWait, `${firstWait.replace('11 days', '10 days')}\n  if (!subscribed) await sleep('1 day');`),
    ],
  },
  {
    name: 'starts-to-listen-after-the-welcome',
    because: 'It makes a clean start where the wait begins, and wipes out what came before.',
    fails: 'while-mailing',
    hint: 2,
    edits: [workflow(welcome, `${welcome}\n  now.subscribed = false;`)],
  },
];
