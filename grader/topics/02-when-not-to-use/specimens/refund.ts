import type { WrongSpecimen } from '../../../check/zoo.ts';
import { app, toMail, workflow } from './edits.ts';

/** Refunds that are paid twice, or lose their mail, most of them when a machine dies. */
export const refund: readonly WrongSpecimen[] = [
  {
    name: 'mail-forgotten',
    because: 'It moves the payment into a workflow and leaves the mail behind.',
    fails: 'refund-done',
    hint: 3,
    edits: [workflow(`  await ${toMail}\n`, '')],
  },
  {
    name: 'plain-refund-with-a-key',
    because: 'It cures the double payment with a key, and still forgets everything when the machine dies.',
    fails: 'crash-before-mail',
    hint: 1,
    folder: true,
  },
  {
    name: 'mail-by-the-web-server',
    because: 'It takes the payment for the part that matters, and mails from the process that may die.',
    fails: 'crash-before-mail',
    hint: 2,
    folder: true,
  },
  {
    name: 'refund-in-half-a-minute',
    because: 'It limits the run to as long as a customer waits for a page; a dead machine takes longer to be noticed.',
    fails: 'crash-before-mail',
    hint: 1,
    edits: [
      app(
        'args: [{ orderId, cents }],',
        "args: [{ orderId, cents }],\n        workflowExecutionTimeout: '30 seconds',",
      ),
    ],
  },
  {
    name: 'patience-of-a-page',
    because: 'It lets no page wait longer than ten seconds, and hands out the name of the run instead.',
    fails: 'slow-bank',
    hint: 3,
    edits: [
      app('return await client.workflow.execute(', 'const run = await client.workflow.start('),
      app(
        'args: [{ orderId, cents }],\n      });',
        'args: [{ orderId, cents }],\n      });\n      const patience = new Promise<{ refundId: string }>((resolve) => setTimeout(resolve, 10_000, { refundId: run.workflowId }));\n      return await Promise.race([run.result(), patience]);',
      ),
    ],
  },
  {
    name: 'payment-by-the-web-server',
    because: 'It pays first, and tells the server afterwards.',
    fails: 'lost-answer',
    hint: 2,
    folder: true,
  },
  {
    name: 'key-made-at-every-attempt',
    because: 'It makes the key where it is used: each attempt of the activity is another refund to the bank.',
    fails: 'lost-answer',
    hint: 4,
    edits: [
      workflow('key: orderId });\n  await', "key: '' });\n  await"),
      {
        file: 'activities.ts',
        replace: 'payments.refund({ key, cents })',
        by: `payments.refund({ key: \`\${key}\${Date.now()}\${Math.random()}\`, cents })`,
      },
    ],
  },
];
