import type { RightSpecimen } from '../../../check/zoo.ts';
import { attempt, policy, total, workflow } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'attempts-as-the-bound',
    because: 'Fifty attempts with these pauses are some seven hours: a count is an end as well.',
    edits: [workflow(total, ''), workflow(policy, policy.replace('{ max', '{ maximumAttempts: 50, max'))],
  },
  {
    name: 'even-pauses',
    because: 'A call each minute is within what is asked for, and three hours end it.',
    edits: [
      workflow(
        policy,
        policy.replace(
          "maximumInterval: '10",
          "initialInterval: '1 minute', backoffCoefficient: 1, maximumInterval: '10",
        ),
      ),
    ],
  },
  {
    name: 'long-even-pauses',
    because: 'Ten minutes between the tries, and a minute for each: an outage of half an hour is over by the fourth.',
    edits: [
      workflow(attempt, attempt.replace('30 seconds', '1 minute')),
      workflow(
        policy,
        policy.replace(
          "maximumInterval: '10",
          "initialInterval: '10 minutes', backoffCoefficient: 1, maximumInterval: '10",
        ),
      ),
    ],
  },
  {
    name: 'minutes-for-an-attempt',
    because: 'A call may take five minutes; with pauses of five at most it is ten from one call to the next.',
    edits: [
      workflow(attempt, attempt.replace('30 seconds', '5 minutes')),
      workflow(policy, policy.replace('10 minutes', '5 minutes')),
    ],
  },
  {
    name: 'short-pauses',
    because:
      'A call every ten seconds, for three hours at most: more calls than a gateway likes, and all that is asked for.',
    edits: [workflow(policy, policy.replace('10 minutes', '10 seconds'))],
  },
  {
    name: 'class-for-each-code',
    because: 'The name of the class is the type, so the policy of the caller knows it.',
    folder: true,
  },
  {
    name: 'refusal-as-a-value',
    because: 'A refusal is an answer, so it may also be returned as one; then nothing has failed.',
    folder: true,
  },
  {
    name: 'deadline-around-both',
    because: 'One deadline for both steps, as a scope in the workflow; when it is over, the payment has failed.',
    folder: true,
  },
];
