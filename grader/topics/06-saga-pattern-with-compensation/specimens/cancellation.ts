import type { WrongSpecimen } from '../../../check/zoo.ts';
import {
  chargeStep,
  chargeUndo,
  edit,
  hotelStep,
  hotelUndo,
  importing,
  refundedAtOnce,
  shield,
  throwing,
} from './edits.ts';

/** Ways to forget that a trip can be cancelled. */
export const cancellation: readonly WrongSpecimen[] = [
  {
    name: 'undo-in-the-cancelled-scope',
    because: 'After a cancellation it calls activities as if nothing had happened, and each fails before it begins.',
    fails: 'cancel-undone',
    hint: 2,
    edits: [edit(shield, 'await CancellationScope.cancellable(async () => {')],
  },
  {
    name: 'cancellation-passed-on-at-once',
    because: 'It lets a cancellation through because "one must not swallow it", and forgets to clean up first.',
    fails: 'cancel-undone',
    hint: 2,
    edits: [
      importing('isCancellation'),
      edit('    log.warn(', '    if (isCancellation(error)) throw error;\n    log.warn('),
    ],
  },
  {
    name: 'hotel-in-doubt-undone-in-the-cancelled-scope',
    because: 'It undoes a step in doubt in a `catch` of its own, outside the shield.',
    fails: 'cancel-undone',
    hint: 2,
    edits: [
      edit(
        hotelUndo + hotelStep,
        `    try {\n  ${hotelStep}  ${hotelUndo}    } catch (error) {\n      await cancelHotel({ tripId }).catch(() => log.error('Look at the hotel.', { tripId }));\n      throw error;\n    }\n`,
      ),
    ],
  },
  {
    name: 'steps-shielded-too',
    because: 'A step should not be torn in two, so it shields the steps as well, and hears of no cancellation.',
    fails: 'cancel-undone',
    hint: 2,
    edits: [
      edit('  try {\n    //', '  try {\n    await CancellationScope.nonCancellable(async () => {\n    //'),
      edit('  } catch (error) {\n    log', '    });\n  } catch (error) {\n    log'),
    ],
  },
  {
    name: 'refund-in-the-cancelled-scope',
    because: 'It refunds in a `catch` of its own, outside the shield, and there a cancelled workflow can call nothing.',
    fails: 'cancel-charge',
    hint: 2,
    edits: [
      edit(
        chargeUndo + chargeStep,
        refundedAtOnce(
          "await refundCard({ tripId }).catch(() => log.error('No refund; a human has to look.', { tripId }));",
        ),
      ),
    ],
  },
  {
    name: 'cancelled-looks-sold',
    because: 'It takes a cancellation for something that is not a failure, and returns.',
    fails: 'cancel-seen',
    hint: 3,
    edits: [importing('isCancellation'), throwing('    if (!isCancellation(error)) throw error;\n')],
  },
  {
    name: 'cancelled-looks-failed',
    because: 'It wraps whatever came in a failure, and a wrapped cancellation is none.',
    fails: 'cancel-seen',
    hint: 3,
    edits: [
      importing('ApplicationFailure'),
      throwing(
        "    throw ApplicationFailure.create({ type: 'TripFailed', nonRetryable: true, cause: error as Error });\n",
      ),
    ],
  },
  {
    name: 'shielded-only-when-cancelled',
    because: 'It shields the undo only when a cancellation was what started it.',
    fails: 'cancel-during-undo',
    hint: 2,
    edits: [
      importing('isCancellation'),
      edit(shield, 'await new CancellationScope({ cancellable: !isCancellation(error) }).run(async () => {'),
    ],
  },
];
