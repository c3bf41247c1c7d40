import type { WrongSpecimen } from '../../../check/zoo.ts';
import { firstWait, imports, workflow } from './edits.ts';

/** Ways to wait wrongly for the day of a letter, and keys that make one of two letters or charges. */
export const letters: readonly WrongSpecimen[] = [
  {
    name: 'last-days-in-an-activity',
    because: 'It takes waiting for work, and gives work to an activity.',
    fails: 'waits-in-workflow',
    hint: 2,
    folder: true,
  },
  {
    name: 'waits-with-its-eyes-open',
    because: 'It asks the clock again and again, and a workflow’s clock stands still until it waits.',
    fails: 'isolate-limit',
    hint: 2,
    edits: [
      workflow(
        firstWait,
        'const reminding = Date.now() + 11 * 86_400_000;\n  while (!now.subscribed && Date.now() < reminding) {}\n  let subscribed = now.subscribed;',
      ),
    ],
  },
  {
    name: 'looks-every-second',
    because: 'It looks again and again whether something has come, as one does where nobody can call back.',
    fails: 'event-storm',
    hint: 2,
    edits: [
      workflow(imports, 'import { sleep, condition, defineQuery'),
      workflow(
        firstWait,
        "for (let second = 0; second < 950_400 && !now.subscribed; second++) await sleep('1 second');\n  let subscribed = now.subscribed;",
      ),
    ],
  },
  {
    name: 'eleven-milliseconds',
    because: 'A number is taken for days, and means milliseconds.',
    fails: 'two-mails',
    hint: 2,
    edits: [workflow("'11 days'", '11')],
  },
  {
    name: 'reminder-on-day-ten',
    because: 'It takes the first day for day one.',
    fails: 'two-mails',
    hint: 3,
    edits: [workflow("'11 days'", "'10 days'"), workflow("'3 days'", "'4 days'")],
  },
  {
    name: 'one-key-for-both-letters',
    because: 'It takes the key for the customer’s, where it is the letter’s.',
    fails: 'two-mails',
    hint: 4,
    edits: [workflow('`${customerId}/welcome`', 'customerId'), workflow('`${customerId}/reminder`', 'customerId')],
  },
  {
    name: 'one-key-for-all-customers',
    because: 'It names the letter and forgets the customer: the first one gets hers, and nobody else.',
    fails: 'two-mails',
    hint: 4,
    edits: [workflow('`${customerId}/welcome`', "'welcome'"), workflow('`${customerId}/reminder`', "'reminder'")],
  },
  {
    name: 'one-key-for-all-charges',
    because: 'There is one first month, so it seems to need no more of a name.',
    fails: 'converts',
    hint: 4,
    edits: [workflow('`${customerId}/first-month`', "'first-month'")],
  },
  {
    name: 'letters-named-by-address',
    because: 'A letter goes to an address, so the address seems to say whose letter it is.',
    fails: 'two-mails',
    hint: 4,
    edits: [
      workflow('`${customerId}/welcome`', '`${email}/welcome`'),
      workflow('`${customerId}/reminder`', '`${email}/reminder`'),
    ],
  },
];
