import type { RightSpecimen } from '../../../check/zoo.ts';
import { edit } from './edits.ts';

const validator = `    {
      // Says no before anything happens: the customer hears it at once, and the history has no trace of it.
      validator: (change) => {
        if (isPaid) throw ApplicationFailure.nonRetryable('the parcels are being packed', 'AlreadyShipped');
        if (change.address.trim() === '') throw ApplicationFailure.nonRetryable('no address', 'BadAddress');
      },
    },
`;

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'refused-in-the-handler',
    because: 'The handler itself refuses: the customer sees the same, and the history remembers that somebody asked.',
    edits: [
      edit(
        '    (change) => {\n',
        "    (change) => {\n      if (isPaid) throw ApplicationFailure.nonRetryable('too late', 'AlreadyShipped');\n      if (!change.address.trim()) throw ApplicationFailure.nonRetryable('no address', 'BadAddress');\n",
      ),
      edit(validator, ''),
    ],
  },
  {
    name: 'default-retries',
    because: 'A try every two minutes is as good as one every six hours: the parcel goes when the carrier is back.',
    edits: [edit("  retry: { maximumInterval: '6 hours' },\n", '')],
  },
  {
    name: 'tries-in-the-workflow',
    because:
      'A loop of the workflow tries again, with pauses up to six hours; a cancellation comes between two tries and not in the middle of one.',
    folder: true,
  },
  {
    name: 'handles-and-a-race',
    because:
      'Children by `startChild` with ids from the SDK, results by `allSettled`; the deadline is a timer in a race.',
    folder: true,
  },
  {
    name: 'order-cleans-up',
    because:
      'The sellers’ parts clean up after failures, and the order once more after a cancellation; both are safe to repeat.',
    folder: true,
  },
];
