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

const limits =
  "const { sendMail, chargeFirstMonth } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });";

const workflow = (replace: string, by: string): Edit => ({ file: 'workflows.ts', replace, by });

/** The proxies, with other options for one of the activities. */
function limitsWith(name: string, options: string): Edit {
  const own = `const { ${name} } = proxyActivities<typeof activities>({ ${options} });`;
  return workflow(limits, `${name.includes(':') ? limits : limits.replace(`, ${name}`, '')}\n${own}`);
}

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
    {
      name: 'welcome-not-awaited',
      because: 'A slow mail service shall keep nobody waiting, so nobody waits for the welcome.',
      fails: 'while-mailing',
      hint: 4,
      edits: [workflow(welcome, welcome.replace('await', 'void'))],
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
      name: 'reminder-may-fail',
      because: 'A reminder seems not worth losing a trial over, so it is tried once, and a failure is passed over.',
      fails: 'tried-again',
      hint: 4,
      edits: [
        limitsWith('sendMail: remind', "startToCloseTimeout: '1 minute', retry: { maximumAttempts: 1 }"),
        workflow(reminder, `${reminder.replace('sendMail', 'remind').replace(/;$/, '')}.catch(() => {});`),
      ],
    },
    {
      name: 'reminder-sent-anew',
      because: 'It takes a failed attempt for a letter that was not sent, and sends another one in its place.',
      fails: 'tried-again',
      hint: 4,
      edits: [
        limitsWith('sendMail: remind', "startToCloseTimeout: '1 minute', retry: { maximumAttempts: 1 }"),
        workflow(
          reminder,
          `${reminder.replace('sendMail', 'remind').replace(/;$/, '')}.catch(() =>\n      sendMail({ customerId, email, template: 'reminder', key: \`\${customerId}/second reminder\` }),\n    );`,
        ),
      ],
    },
    {
      name: 'charge-may-fail',
      because: 'It is afraid of a second charge, allows a single attempt, and passes over its failure.',
      fails: 'tried-again',
      hint: 4,
      edits: [
        limitsWith('chargeFirstMonth', "startToCloseTimeout: '1 minute', retry: { maximumAttempts: 1 }"),
        workflow(charge, `${charge.replace(/;$/, '')}.catch(() => {});`),
      ],
    },
    {
      name: 'subscribed-when-charged',
      because: 'It charges where the signal is handled, and takes her for a subscriber only when that is done.',
      fails: 'last-moment',
      hint: 2,
      edits: [
        workflow(
          `setHandler(subscribe, ${handler}`,
          'let charging: Promise<void> | undefined;\n  setHandler(subscribe, () => {\n    charging ??= chargeFirstMonth({ customerId, key: `${customerId}/first-month` }).then(() => {\n      now.subscribed = true;\n    });',
        ),
        workflow(charge, 'await charging;'),
      ],
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
    {
      name: 'letters-numbered-in-memory',
      because: 'It has an activity number the letters, in a variable that begins anew with its process.',
      fails: 'survives-crash',
      hint: 4,
      folder: true,
    },
    {
      name: 'fifteen-days-for-the-charge',
      because: 'It leaves the long limit where it was, and a long limit seems to do no harm.',
      fails: 'dies-at-work',
      hint: 2,
      edits: [limitsWith('chargeFirstMonth', "startToCloseTimeout: '15 days'")],
    },
    {
      name: 'fifteen-days-for-every-step',
      because: 'It gives every step the time of a whole trial.',
      fails: 'dies-at-work',
      hint: 2,
      edits: [workflow("'1 minute'", "'15 days'")],
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
      name: 'welcome-awaited-at-the-end',
      because: 'The welcome need not keep anybody waiting, as long as the trial does not end without it.',
      edits: [
        workflow(welcome, `const welcome = ${welcome.replace('await ', '')}`),
        workflow(charge, `await welcome;\n  ${charge}`),
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
    {
      name: 'steps-in-children',
      because: 'A letter and a charge may be workflows of their own, as long as the trial waits for them.',
      folder: true,
    },
  ],
};
