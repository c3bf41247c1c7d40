import type { RightSpecimen } from '../../../check/zoo.ts';
import { edit, importing, throwing } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'saga-class',
    because: 'The list of undos lives in a class of its own file; steps are bounded by total time instead of tries.',
    folder: true,
  },
  {
    name: 'nested-try',
    because: 'The nesting of the blocks is the order of the undo; no list is needed.',
    folder: true,
  },
  {
    name: 'after-but-unsure-counts',
    because:
      'The undo is noted after the step, and also when the step failed in a way that leaves open whether it acted.',
    folder: true,
  },
  {
    name: 'fixed-list',
    because: 'Undoing what was never done is safe here, so everything can always be undone, in `finally`.',
    folder: true,
  },
  {
    name: 'table-of-steps',
    because: 'Each step undoes itself after what came above it failed; the call stack is the list.',
    folder: true,
  },
  {
    name: 'undo-in-child',
    because: 'A child workflow does the undo; it is called inside the shield, so it is waited for.',
    folder: true,
  },
  {
    name: 'undo-with-default-retries',
    because: 'Temporal’s default policy never gives up, which is what an undo needs.',
    edits: [edit("  retry: { maximumInterval: '1 hour' },\n", '')],
  },
  {
    name: 'cancellation-waits-for-the-step',
    because: 'The running step is waited for before the undo begins; it is undone all the same.',
    edits: [
      edit(
        '  retry: { maximumAttempts: 3 },\n',
        "  retry: { maximumAttempts: 3 },\n  cancellationType: 'WAIT_CANCELLATION_COMPLETED',\n",
      ),
    ],
  },
  {
    name: 'cause-thrown',
    because: 'The failure of the activity is unwrapped; its cause is what tells why.',
    edits: [
      importing('ActivityFailure'),
      throwing('    throw error instanceof ActivityFailure ? (error.cause ?? error) : error;\n'),
    ],
  },
  {
    name: 'reason-wrapped-with-cause',
    because: 'The failure has a type of its own and keeps the reason as its cause; a cancellation passes as it came.',
    edits: [
      importing('ApplicationFailure, isCancellation'),
      throwing(
        "    if (isCancellation(error)) throw error;\n    throw ApplicationFailure.create({ type: 'TripFailed', cause: error as Error });\n",
      ),
    ],
  },
];
