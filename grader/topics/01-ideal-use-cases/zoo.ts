import type { Zoo } from '../../check/zoo.ts';
import type { Edit } from '../../submission/overlay.ts';

const imports = 'import { condition, defineQuery';
const welcome = "await sendMail({ customerId, email, template: 'welcome', key: `${customerId}/welcome` });";
const firstWait = "let subscribed = await condition(() => now.subscribed, '11 days');";
const ifNot = 'if (!subscribed) {\n    ';
const reminder = "await sendMail({ customerId, email, template: 'reminder', key: `${customerId}/reminder` });";
const lastWait = "subscribed = await condition(() => now.subscribed, '3 days');";
const handler = '() => {\n    now.subscribed = true;';
const charge = 'if (subscribed) await chargeFirstMonth({ customerId, key: `${customerId}/first-month` });';

const workflow = (replace: string, by: string): Edit => ({ file: 'workflows.ts', replace, by });

export const zoo: Zoo = {
  wrong: [
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
      name: 'reminds-who-has-paid',
      because: 'After the first wait comes the reminder, however the wait has ended.',
      fails: 'no-reminder-after',
      hint: 2,
      edits: [workflow(ifNot + reminder, `${reminder}\n  ${ifNot}`)],
    },
    {
      name: 'starts-to-listen-after-the-welcome',
      because: 'It makes a clean start where the wait begins, and wipes out what came before.',
      fails: 'while-mailing',
      hint: 2,
      edits: [workflow(welcome, `${welcome}\n  now.subscribed = false;`)],
    },
    {
      name: 'a-key-for-every-attempt',
      because: 'A key that is made where it is used is another one at the second attempt.',
      fails: 'done-once',
      hint: 4,
      edits: [{ file: 'activities.ts', replace: 'charge({ key,', by: 'charge({ key: `${key} ${Math.random()}`,' }],
    },
    {
      name: 'a-charge-for-every-click',
      because: 'It charges where the signal is handled, and a signal may come three times.',
      fails: 'done-once',
      hint: 1,
      edits: [
        workflow(
          handler,
          'async () => {\n    await chargeFirstMonth({ customerId, key: `${customerId}/${Math.random()}` });\n    now.subscribed = true;',
        ),
        workflow(charge, ''),
      ],
    },
    {
      name: 'one-attempt-and-no-more',
      because: 'It is afraid of a second letter, and allows each activity a single attempt.',
      fails: 'done-once',
      hint: 4,
      edits: [workflow("'1 minute' }", "'1 minute', retry: { maximumAttempts: 1 } }")],
    },
    {
      name: 'phase-stands-still',
      because: 'The reminder is a mail, and nobody thinks of it as a new state.',
      fails: 'phase',
      hint: 3,
      edits: [workflow("now.phase = 'reminded';", '')],
    },
    {
      name: 'days-counted-in-memory',
      because: 'It lets an activity count the days, in a variable that lives as long as its process.',
      fails: 'survives-crash',
      hint: 2,
      folder: true,
    },
  ],
  right: [
    {
      name: 'race-of-sleep-and-trigger',
      because: 'A race between a sleep and a promise that the signal fulfils is the same wait in other words.',
      folder: true,
    },
    {
      name: 'a-turn-a-day',
      because: 'Fourteen short waits are few events, and each of them ends at once when the signal comes.',
      folder: true,
    },
    {
      name: 'reminder-beside-the-wait',
      because: 'One wait of fourteen days, and a second timer beside it that is called off when the first is over.',
      folder: true,
    },
    {
      name: 'charged-by-the-handler',
      because:
        'The handler may take the money itself, if it does so for the first click only and the end waits for it.',
      edits: [
        workflow(
          `setHandler(subscribe, ${handler}`,
          'let isPaid = false;\n  setHandler(subscribe, async () => {\n    if (now.subscribed) return;\n    now.subscribed = true;\n    await chargeFirstMonth({ customerId, key: customerId });\n    isPaid = true;',
        ),
        workflow(charge, 'if (subscribed) await condition(() => isPaid);'),
      ],
    },
    {
      name: 'local-activities',
      because: 'Short steps may also run within the workflow’s own task.',
      edits: [
        workflow('proxyActivities, setHandler', 'proxyLocalActivities, setHandler'),
        workflow('= proxyActivities<', '= proxyLocalActivities<'),
      ],
    },
  ],
};
