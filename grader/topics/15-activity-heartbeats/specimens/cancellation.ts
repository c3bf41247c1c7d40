import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, call, workflow } from './edits.ts';

const waiting = 'cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,';

/** Ways not to hear a cancellation, to end it as something else, or not to wait for its end. */
export const cancellation: readonly WrongSpecimen[] = [
  {
    name: 'ignores-cancellation',
    because: 'The request arrives, and nothing in the activity looks at it.',
    fails: 'stops-when-cancelled',
    hint: 2,
    edits: [activity(', signal: cancellationSignal() }', ' }')],
  },
  {
    name: 'waits-for-heartbeat-to-throw',
    because: 'In other languages the heartbeat throws when the activity is cancelled; in TypeScript it never does.',
    fails: 'stops-when-cancelled',
    hint: 2,
    folder: true,
  },
  {
    name: 'keeps-the-first-signal',
    because: 'Each attempt has a signal of its own; the first one a worker met says nothing of any other.',
    fails: 'stops-when-cancelled',
    hint: 4,
    folder: true,
  },
  {
    name: 'shielded-film',
    because: 'A non-cancellable scope keeps the request from the activity altogether.',
    fails: 'stops-when-cancelled',
    hint: 2,
    edits: [
      workflow(
        'ActivityCancellationType, proxyActivities',
        'ActivityCancellationType, CancellationScope, proxyActivities',
      ),
      workflow(call, 'return await CancellationScope.nonCancellable(() => transcode(film));'),
    ],
  },
  {
    name: 'catches-and-completes',
    because: 'An activity that catches its cancellation and returns has completed, whatever it did.',
    fails: 'ends-cancelled',
    hint: 3,
    folder: true,
  },
  {
    name: 'cancellation-as-error',
    because: 'An error of its own turns a decision into an accident.',
    fails: 'ends-cancelled',
    hint: 3,
    folder: true,
  },
  {
    name: 'returns-early',
    because: 'Leaving the loop when the request arrives leads to the same `return` as a finished film.',
    fails: 'ends-cancelled',
    hint: 3,
    folder: true,
  },
  {
    name: 'cancellation-as-retryable-error',
    because: 'A plain Error asks for another attempt at something that nobody wants any more.',
    fails: 'ends-cancelled',
    hint: 3,
    folder: true,
  },
  {
    name: 'workflow-swallows-cancellation',
    because: 'The activity ends as cancelled, and the workflow calls that a result.',
    fails: 'ends-cancelled',
    hint: 3,
    folder: true,
  },
  {
    name: 'does-not-wait',
    because: 'By default a workflow only asks its activity to stop and goes on without it.',
    fails: 'waits-for-activity',
    hint: 2,
    edits: [workflow(waiting, '')],
  },
  {
    name: 'races-the-request',
    because: 'A race with the request is over at once, whatever the activity was told to wait for.',
    fails: 'waits-for-activity',
    hint: 2,
    edits: [
      workflow(
        'ActivityCancellationType, proxyActivities',
        'ActivityCancellationType, CancellationScope, proxyActivities',
      ),
      workflow(call, 'return await Promise.race([transcode(film), CancellationScope.current().cancelRequested]);'),
    ],
  },
];
