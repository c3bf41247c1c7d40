import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, authorised, awaited, captured, limited, unwrapped, workflow, world } from './edits.ts';

/** Ways to misjudge a failure. */
export const failures: readonly WrongSpecimen[] = [
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
