import type { WrongSpecimen } from '../../../check/zoo.ts';
import {
  activity,
  attempt,
  authorised,
  awaited,
  captured,
  declines,
  limited,
  policy,
  total,
  unlimited,
  unwrapped,
  workflow,
  world,
} from './edits.ts';

/** Ways to misjudge a failure. */
const failures: readonly WrongSpecimen[] = [
  {
    name: 'authorisation-for-capture',
    because: 'It reports the number of the authorisation where the number of the capture belongs.',
    fails: 'paid',
    hint: 1,
    edits: [
      workflow('({ captureId } = await capture({', 'await capture({'),
      workflow('/capture` }));', '/capture` });\n    captureId = authorisationId;'),
    ],
  },
  {
    name: 'name-instead-of-class',
    because: 'It sets `name`, which people read, and the policy compares the type, which comes from the class.',
    fails: 'asked-once',
    hint: 2,
    edits: [
      activity(world, world.replace('refusals', 'Refusal, refusals')),
      activity(
        authorised,
        '  return await gateway.authorise(request).catch((error: unknown) => {\n    if (error instanceof Refusal) error.name = error.code;\n    throw error;\n  });\n',
      ),
    ],
  },
  {
    name: 'wrapped-in-a-plain-error',
    because: 'It wants a better message, and the error around the failure can be retried again.',
    fails: 'asked-once',
    hint: 3,
    edits: [
      activity(
        captured,
        '  return await classified(gateway.capture(request)).catch((cause: unknown) => {\n    throw new Error(`${request.authorisationId} was not captured`, { cause });\n  });\n',
      ),
    ],
  },
  {
    name: 'refusal-left-as-it-is',
    because: 'A refusal of the gateway has a class of its own, and its name is none of those in the policy.',
    fails: 'asked-once',
    hint: 2,
    edits: [activity(awaited, '    return await call;\n')],
  },
  {
    name: 'envelope-matched',
    because: 'It looks at what the `await` throws, which is the envelope; the type is in its cause.',
    fails: 'declined',
    hint: 3,
    edits: [workflow('import { ActivityFailure, Appl', 'import { Appl'), workflow(unwrapped, 'const cause = error;')],
  },
  {
    name: 'limit-is-final',
    because: 'It takes “too many requests” for a mistake in the request, as most answers between 400 and 499 are.',
    fails: 'limit-passes',
    hint: 2,
    edits: [
      activity(limited, limited.replace('nextRetryDelay: retryAfterMs', 'nonRetryable: true')),
      activity('const { message, retryAfterMs } = error;', 'const { message } = error;'),
    ],
  },
  {
    name: 'limit-as-an-outage',
    because: 'It leaves a rate limit to the policy, whose first pauses are seconds.',
    fails: 'left-alone',
    hint: 2,
    edits: [
      activity(limited, limited.replace(', nextRetryDelay: retryAfterMs', '')),
      activity('const { message, retryAfterMs } = error;', 'const { message } = error;'),
    ],
  },
  {
    name: 'delay-in-seconds',
    because:
      'It counts the pause in seconds, as the header `Retry-After` does, and a number of Temporal is milliseconds.',
    fails: 'left-alone',
    hint: 4,
    edits: [activity(limited, limited.replace('retryAfterMs }', 'retryAfterMs / 1000 }'))],
  },
  {
    name: 'delay-in-whole-minutes',
    because: 'It rounds the pause down to minutes, and calls again up to a minute too early.',
    fails: 'left-alone',
    hint: 4,
    edits: [activity(limited, limited.replace('retryAfterMs }', '`${Math.floor(retryAfterMs / 60_000)} minutes` }'))],
  },
];

/** Policies that fit no bad day, or no end. */
const policies: readonly WrongSpecimen[] = [
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
    name: 'an-hour-in-all',
    because: 'It gives all tries together as long as the gateway may ask for, and a pause of an hour does not fit.',
    fails: 'limit-passes',
    hint: 2,
    edits: [workflow(total, total.replace('3 hours', '1 hour'))],
  },
  {
    name: 'receipt-fails-the-payment',
    because: 'It lets a failed receipt out of the workflow, and the money is taken already.',
    fails: 'receipt-spoils-nothing',
    hint: 1,
    edits: [workflow('    log.error(', '    if (captureId) throw error;\n    log.error(')],
  },
];

/** Loops beside Temporal's own. */
const loops: readonly WrongSpecimen[] = [
  {
    name: 'loop-in-the-workflow',
    because: 'It tries again by itself, and each turn schedules the step anew.',
    fails: 'temporal-tries',
    hint: 2,
    folder: true,
  },
  {
    name: 'loop-around-a-limit',
    because: 'It leaves the pause to the workflow, which sleeps and schedules the step again: no policy ends that.',
    fails: 'comes-to-an-end',
    hint: 2,
    folder: true,
  },
  {
    name: 'second-call-in-the-attempt',
    because: 'It asks once more before it lets Temporal know; two loops multiply.',
    fails: 'temporal-tries',
    hint: 2,
    edits: [
      activity(world, world.replace('mail, ', 'mail, Outage, ')),
      activity(
        authorised,
        '  const again = gateway.authorise(request).catch((error: unknown) => {\n    if (error instanceof Outage) return gateway.authorise(request);\n    throw error;\n  });\n  return await classified(again);\n',
      ),
    ],
  },
];

export const wrong = [...failures, ...policies, ...loops];
