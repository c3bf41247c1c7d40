import type { WrongSpecimen } from '../../../check/zoo.ts';
import { charge, handler, limitsWith, reminder, welcome, workflow } from './edits.ts';

/** Ways to do a step too often, or not at all, when it is slow, fails or is asked for again. */
export const steps: readonly WrongSpecimen[] = [
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
    name: 'five-attempts-for-the-reminder',
    because: 'Five attempts are thought to be enough for a reminder, but they are over within half a minute.',
    fails: 'tried-again',
    hint: 4,
    edits: [
      limitsWith('sendMail: remind', "startToCloseTimeout: '1 minute', retry: { maximumAttempts: 5 }"),
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
    name: 'second-wait-is-deaf',
    because:
      'It makes itself a promise that the signal fulfils, after the reminder; what came while that was sent is over.',
    fails: 'while-mailing',
    hint: 2,
    edits: [
      workflow('proxyActivities, setHandler }', 'proxyActivities, setHandler, sleep }'),
      workflow(
        "subscribed = await condition(() => now.subscribed, '3 days');",
        `const heard = new Promise<void>((resolve) => {
      setHandler(subscribe, () => {
        now.subscribed = true;
        resolve();
      });
    });
    await Promise.race([heard, sleep('3 days')]);
    subscribed = now.subscribed;`,
      ),
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
];
