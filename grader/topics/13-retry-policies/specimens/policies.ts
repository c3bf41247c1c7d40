import type { WrongSpecimen } from '../../../check/zoo.ts';
import { attempt, declines, policy, total, unlimited, workflow } from './edits.ts';

/** Policies that fit no bad day, or no end. */
export const policies: readonly WrongSpecimen[] = [
  {
    name: 'tried-once',
    because: 'One attempt looks safe, and a lost connection is the end of the payment.',
    fails: 'outlasts-outage',
    hint: 2,
    edits: [workflow(policy, policy.replace('{ max', '{ maximumAttempts: 1, max'))],
  },
  {
    name: 'sixty-quick-attempts',
    because: 'Sixty attempts are many, and with pauses of ten seconds they are over in ten minutes.',
    fails: 'outlasts-outage',
    hint: 2,
    edits: [
      workflow(
        policy,
        policy.replace("maximumInterval: '10 minutes'", "maximumAttempts: 60, maximumInterval: '10 seconds'"),
      ),
    ],
  },
  {
    name: 'zero-attempts',
    because: 'In the server’s protocol zero means “no limit”; the TypeScript SDK refuses it.',
    fails: 'invalid-option',
    hint: 4,
    edits: [workflow(policy, policy.replace('{ max', '{ maximumAttempts: 0, max'))],
  },
  {
    name: 'pauses-of-an-hour',
    because: 'It lets the pauses grow beyond the outage they are waiting for.',
    fails: 'gaps',
    hint: 2,
    edits: [workflow(policy, policy.replace('10 minutes', '1 hour'))],
  },
  {
    name: 'no-end',
    because: 'It takes the limit on one attempt for a limit on all of them.',
    fails: 'comes-to-an-end',
    hint: 4,
    edits: [workflow(total, '')],
  },
  {
    name: 'a-day-for-each-step',
    because: 'It gives each step the time that the payment has: what one loses, the next does not know of.',
    fails: 'comes-to-an-end',
    hint: 4,
    edits: [workflow(total, total.replace('3 hours', '24 hours'))],
  },
  {
    name: 'twenty-hours-for-each-step',
    because: 'Each limit is well within a day, and there are two of them, one after the other.',
    fails: 'comes-to-an-end',
    hint: 4,
    edits: [workflow(total, total.replace('3 hours', '20 hours'))],
  },
  {
    name: 'half-a-day-for-each-step',
    because: 'It divides the day between two steps, and there is a third, which may take two hours more.',
    fails: 'day-in-all',
    hint: 4,
    edits: [workflow(total, total.replace('3 hours', '12 hours'))],
  },
  {
    name: 'two-days-for-each-step',
    because: 'There is an end, and it is later than the one that was promised.',
    fails: 'comes-to-an-end',
    hint: 4,
    edits: [workflow(total, total.replace('3 hours', '2 days'))],
  },
  {
    name: 'every-failure-is-a-decline',
    because: 'It knows one way for a payment to fail and gives that name to all of them.',
    fails: 'comes-to-an-end',
    hint: 1,
    edits: [
      workflow('    throw error;\n  }\n  try', "    return { status: 'declined', reason: 'NoAnswer' };\n  }\n  try"),
    ],
  },
  {
    name: 'lost-capture-is-a-decline',
    because: 'It takes a capture that ran out of time for a word about the card.',
    fails: 'comes-to-an-end',
    hint: 1,
    edits: [
      workflow(
        declines,
        `    if (error instanceof ActivityFailure && error.activityType === 'capture' && error.retryState === 'TIMEOUT')\n      return { status: 'declined', reason: 'GatewayAway' };\n${declines}`,
      ),
    ],
  },
  {
    name: 'declined-by-any-type',
    because:
      'Whatever has a type counts as a refusal of the card, and its policy is so patient that nobody sees the end.',
    fails: 'comes-to-an-end',
    hint: 1,
    edits: [
      workflow(total, total.replace('3 hours', '6 hours')),
      workflow('if (refusals.includes(reason)) return', 'if (reason) return'),
    ],
  },
  {
    name: 'no-limit-for-one-attempt',
    because: 'It takes the limit on all tries for a limit on each: a call that is never answered uses up all of it.',
    fails: 'unanswered',
    hint: 3,
    edits: [workflow(attempt, unlimited)],
  },
  {
    name: 'quarter-of-an-hour-for-an-attempt',
    because: 'It gives a call more time than it may take until the next: one that is lost is noticed too late.',
    fails: 'unanswered',
    hint: 3,
    edits: [workflow(attempt, attempt.replace('30 seconds', '15 minutes'))],
  },
  {
    name: 'wait-and-pause-together',
    because: 'The wait for an answer and the pause are below ten minutes each, and one comes after the other.',
    fails: 'unanswered-late',
    hint: 3,
    edits: [
      workflow(attempt, attempt.replace('30 seconds', '5 minutes')),
      workflow(policy, policy.replace('10 minutes', '8 minutes')),
    ],
  },
  {
    name: 'an-hour-in-all',
    because: 'It gives all tries together as long as the gateway may ask for, and a pause of an hour does not fit.',
    fails: 'limit-passes',
    hint: 2,
    edits: [workflow(total, total.replace('3 hours', '1 hour'))],
  },
  {
    name: 'one-trouble-at-a-time',
    because:
      'It has room for half an hour without the gateway, or for an hour in which it wants no call, but not for both.',
    fails: 'limit-after-outage',
    hint: 2,
    edits: [workflow(total, total.replace('3 hours', '80 minutes'))],
  },
  {
    name: 'receipt-fails-the-payment',
    because: 'It lets a failed receipt out of the workflow, and the money is taken already.',
    fails: 'receipt-spoils-nothing',
    hint: 1,
    edits: [workflow('    log.error(', '    if (captureId) throw error;\n    log.error(')],
  },
];
