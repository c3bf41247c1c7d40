import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, bankTime, callback, ids, leaving, letterTime, order, paidRecord, workflow } from './edits.ts';

export const aboutTheBank: readonly WrongSpecimen[] = [
  {
    name: 'returns-at-once',
    because: 'The bank has taken the order, and that looks like an answer.',
    fails: 'waits-for-bank',
    hint: 2,
    edits: [
      activity(order, `const { orderNumber } = ${order}`),
      activity(leaving, 'return { reference: orderNumber };'),
    ],
  },
  {
    name: 'faked-with-a-timer',
    because: 'It waits a moment in the worker and then says that the bank has paid.',
    fails: 'waits-for-bank',
    hint: 2,
    edits: [
      activity(leaving, 'await new Promise((resolve) => setTimeout(resolve, 50));\n  return { reference: key };'),
    ],
  },
  {
    name: 'nobody-to-call-back',
    because: 'The activity stays open as it should, and the bank does not know whose it is.',
    fails: 'transferred',
    hint: 3,
    edits: [
      activity(order, 'await refusalsAreFinal(bank.request({ key, cents }));'),
      activity(`  ${ids}\n  ${callback}\n`, ''),
    ],
  },
  {
    name: 'token-as-a-string',
    because: 'A token is bytes; `String` makes a list of numbers of it, which no server knows.',
    fails: 'transferred',
    hint: 3,
    edits: [
      activity(ids, 'const taskToken = String(activityInfo().taskToken);'),
      activity(callback, 'const callback = { taskToken };'),
    ],
  },
  {
    name: 'pays-in-the-handler',
    because: 'The signal says "pay", so its handler pays, each time.',
    fails: 'paid-once',
    hint: 2,
    folder: true,
  },
  {
    name: 'order-key-with-the-attempt',
    because: 'Each attempt gives the bank another key, so an order whose answer got lost is a second order.',
    fails: 'paid-once',
    hint: 3,
    edits: [
      activity(ids, 'const { workflowExecution, activityId, attempt } = activityInfo();'),
      activity(order, order.replace('key,', 'key: `${key}/${attempt}`,')),
    ],
  },
  {
    name: 'order-not-awaited',
    because: 'The bank’s answer says nothing that is needed, so nobody waits for it, and its failure is logged.',
    fails: 'paid-once',
    hint: 2,
    edits: [activity(order, `${order.replace(/^await |;$/g, '')}.catch((error: unknown) => console.error(error));`)],
  },
  {
    name: 'one-attempt-for-the-bank',
    because: 'The bank must not get an order twice, so it gets one attempt, and the key is not trusted.',
    fails: 'paid-once',
    hint: 1,
    edits: [workflow(bankTime, "{ startToCloseTimeout: '6 days', retry: { maximumAttempts: 1 } }")],
  },
  {
    name: 'a-minute-for-the-bank',
    because: 'To order a transfer takes a second, and the activity is open until it is done.',
    fails: 'bank-has-time',
    hint: 2,
    edits: [workflow(bankTime, letterTime)],
  },
  {
    name: 'seven-days-for-everything',
    because: 'One scope with seven days is put around all of it, and the bank’s days are taken off them.',
    fails: 'late-approval',
    hint: 2,
    folder: true,
  },
  {
    name: 'five-attempts-for-the-bank',
    because: 'Five attempts are thought to be enough, but they are over within half a minute.',
    fails: 'late-approval',
    hint: 4,
    edits: [workflow(bankTime, "{ startToCloseTimeout: '6 days', retry: { maximumAttempts: 5 } }")],
  },
  {
    name: 'paid-is-never-escalated',
    because: 'The flag is kept for refusals; a refund that is paid has `false` written into its record.',
    fails: 'late-approval',
    hint: 3,
    edits: [workflow(paidRecord, 'by: decisions[0].by, escalated: false, reference')],
  },
  {
    name: 'six-days-for-all-attempts',
    because:
      'What has not come after six days does not come any more, so all attempts together get what one of them has.',
    fails: 'bank-takes-it-late',
    hint: 2,
    edits: [workflow(bankTime, "{ startToCloseTimeout: '6 days', scheduleToCloseTimeout: '6 days' }")],
  },
  {
    name: 'six-days-around-the-transfer',
    because: 'A scope with six days of its own is put around the transfer, and counts from the approval.',
    fails: 'bank-takes-it-late',
    hint: 2,
    edits: [
      workflow(
        'await bankTransfer({ requestId, cents, key: requestId });',
        "await CancellationScope.withTimeout('6 days', () => bankTransfer({ requestId, cents, key: requestId }));",
      ),
      workflow('import { condition,', 'import { CancellationScope, condition,'),
    ],
  },
];
