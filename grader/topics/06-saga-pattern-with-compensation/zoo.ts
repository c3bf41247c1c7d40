import type { Zoo } from '../../check/zoo.ts';

const file = 'workflows.ts';

export const zoo: Zoo = {
  wrong: [
    {
      name: 'hotel-and-car-mixed-up',
      because: 'Four lines that look alike invite a slip that no compiler sees.',
      fails: 'confirmation',
      hint: 3,
      edits: [
        { file, replace: 'trip.hotel = (await bookHotel', by: 'trip.car = (await bookHotel' },
        { file, replace: 'trip.car = (await bookCar', by: 'trip.hotel = (await bookCar' },
      ],
    },
    {
      name: 'card-charged-first',
      because: 'It wants the money to be safe before anything is booked.',
      fails: 'step-order',
      hint: 1,
      edits: [
        {
          file,
          replace:
            '    undos.push(() => refundCard({ tripId }));\n    trip.charge = (await chargeCard({ tripId, card, cents })).confirmation;\n',
          by: '',
        },
        {
          file,
          replace: '  try {\n    // A failed step',
          by: '  try {\n    undos.push(() => refundCard({ tripId }));\n    trip.charge = (await chargeCard({ tripId, card, cents })).confirmation;\n    // A failed step',
        },
      ],
    },
    {
      name: 'booked-all-at-once',
      because: 'It books in parallel to be faster, and can no longer say what came last.',
      fails: 'step-order',
      hint: 1,
      folder: true,
    },
    {
      name: 'undo-called-at-registration',
      because: 'It puts the promise of an undo that has begun on the list, where a function that begins it belongs.',
      fails: 'stays-booked',
      hint: 4,
      edits: [
        {
          file,
          replace: 'undos.push(() => cancelHotel({ tripId }));',
          by: 'const pending = cancelHotel({ tripId });\n    undos.push(() => pending);',
        },
      ],
    },
    {
      name: 'undone-even-when-sold',
      because: 'It takes `finally` for the place where a failure is cleaned up.',
      fails: 'stays-booked',
      hint: 2,
      edits: [
        {
          file,
          replace: '    throw error;\n  }\n  return trip;',
          by: '    throw error;\n  } finally {\n    await cancelCar({ tripId });\n  }\n  return trip;',
        },
      ],
    },
    {
      name: 'only-the-last-undone',
      because: 'It takes back the step before the failure and forgets those before it.',
      fails: 'all-undone',
      hint: 2,
      edits: [{ file, replace: 'of undos.reverse()', by: 'of undos.slice(-2).reverse()' }],
    },
    {
      name: 'undo-by-confirmation',
      because: 'It addresses an undo by the number the provider gave, and not by the name the booking was made under.',
      fails: 'all-undone',
      hint: 2,
      edits: [{ file, replace: 'cancelHotel({ tripId })', by: 'cancelHotel({ tripId: trip.hotel || tripId })' }],
    },
    {
      name: 'first-in-first-out',
      because: 'It undoes in the order in which the steps were done.',
      fails: 'undo-order',
      hint: 2,
      edits: [{ file, replace: 'of undos.reverse()', by: 'of undos' }],
    },
    {
      name: 'undone-all-at-once',
      because: 'It takes "in reverse" for the order of starting the undos, and does not wait for one before the next.',
      fails: 'undo-order',
      hint: 2,
      edits: [
        {
          file,
          replace: 'for (const undo of undos.reverse()) {',
          by: 'await Promise.all(undos.reverse().map(async (undo) => {',
        },
        {
          file,
          replace: 'failure: String(failure) });\n        }\n      }\n',
          by: 'failure: String(failure) });\n        }\n      }));\n',
        },
      ],
    },
    {
      name: 'first-failing-undo-stops-the-rest',
      because: 'One `try` around the whole undo lets the first undo that fails end all of it.',
      fails: 'undo-refused',
      hint: 3,
      edits: [
        {
          file,
          replace:
            '      for (const undo of undos.reverse()) {\n        try {\n          await undo();\n        } catch',
          by: '      try {\n        for (const undo of undos.reverse()) {\n          await undo();\n        }\n      } catch',
        },
        {
          file,
          replace: 'failure: String(failure) });\n        }\n      }\n',
          by: 'failure: String(failure) });\n      }\n',
        },
      ],
    },
    {
      name: 'failing-undo-escapes',
      because: 'Nothing catches an undo that fails, so it ends the undo and takes the place of the first failure.',
      fails: 'undo-refused',
      hint: 3,
      edits: [
        {
          file,
          replace: "          log.error('An undo failed",
          by: "          if (failure) throw failure;\n          log.error('An undo failed",
        },
      ],
    },
    {
      name: 'failure-swallowed',
      because: 'It cleans up, and takes the cleaning for the whole answer.',
      fails: 'reason',
      hint: 3,
      edits: [{ file, replace: '    throw error;\n', by: '' }],
    },
    {
      name: 'failure-renamed',
      because: 'It gives every failed trip one type of its own, and the reason is gone.',
      fails: 'reason',
      hint: 3,
      edits: [
        {
          file,
          replace: 'import { CancellationScope',
          by: 'import { ApplicationFailure, isCancellation, CancellationScope',
        },
        {
          file,
          replace: '    throw error;\n',
          by: "    if (isCancellation(error)) throw error;\n    throw ApplicationFailure.nonRetryable('the trip failed', 'TripFailed');\n",
        },
      ],
    },
    {
      name: 'plain-error',
      because: 'Outside workflows, throwing an Error is how a function fails.',
      fails: 'plain-error',
      hint: 3,
      edits: [
        { file, replace: '    throw error;\n', by: "    throw new Error('the trip failed', { cause: error });\n" },
      ],
    },
    {
      name: 'undo-failure-thrown',
      because: 'It reports the failure that came last and loses the one that came first.',
      fails: 'reason-kept',
      hint: 3,
      edits: [
        { file, replace: '    await CancellationScope', by: '    let thrown = error;\n    await CancellationScope' },
        {
          file,
          replace: 'failure: String(failure) });\n        }\n      }\n    });',
          by: 'failure: String(failure) });\n          thrown = failure;\n        }\n      }\n    });\n    throw thrown;',
        },
      ],
    },
    {
      name: 'steps-never-give-up',
      because: 'It leaves the steps to the default retry policy, which never gives up, so the undo never begins.',
      fails: 'steps-give-up',
      hint: 2,
      edits: [{ file, replace: '  retry: { maximumAttempts: 3 },\n', by: '' }],
    },
    {
      name: 'registered-after-the-step',
      because: 'It takes a step that failed for a step that did nothing.',
      fails: 'lost-answer',
      hint: 2,
      edits: [
        {
          file,
          replace:
            '    undos.push(() => cancelHotel({ tripId }));\n    trip.hotel = (await bookHotel({ tripId, city: to, nights })).confirmation;\n',
          by: '    trip.hotel = (await bookHotel({ tripId, city: to, nights })).confirmation;\n    undos.push(() => cancelHotel({ tripId }));\n',
        },
      ],
    },
    {
      name: 'charge-has-no-undo',
      because: 'Nothing comes after the last step, so its undo seems never to be needed.',
      fails: 'lost-answer',
      hint: 2,
      edits: [{ file, replace: '    undos.push(() => refundCard({ tripId }));\n', by: '' }],
    },
    {
      name: 'undo-tried-once',
      because: 'It wants the undo to be over quickly.',
      fails: 'undo-outage',
      hint: 2,
      edits: [{ file, replace: "retry: { maximumInterval: '1 hour' }", by: 'retry: { maximumAttempts: 1 }' }],
    },
    {
      name: 'undo-has-ten-minutes',
      because: 'It bounds the undo like a step.',
      fails: 'undo-outage',
      hint: 2,
      edits: [{ file, replace: "retry: { maximumInterval: '1 hour' }", by: "scheduleToCloseTimeout: '10 minutes'" }],
    },
    {
      name: 'undo-in-the-cancelled-scope',
      because: 'After a cancellation it calls activities as if nothing had happened, and each fails before it begins.',
      fails: 'cancel-undone',
      hint: 2,
      edits: [
        {
          file,
          replace: 'await CancellationScope.nonCancellable(async () => {',
          by: 'await CancellationScope.cancellable(async () => {',
        },
      ],
    },
    {
      name: 'cancellation-passed-on-at-once',
      because: 'It lets a cancellation through because "one must not swallow it", and forgets to clean up first.',
      fails: 'cancel-undone',
      hint: 2,
      edits: [
        { file, replace: 'import { CancellationScope', by: 'import { isCancellation, CancellationScope' },
        { file, replace: '    log.warn(', by: '    if (isCancellation(error)) throw error;\n    log.warn(' },
      ],
    },
    {
      name: 'cancelled-looks-sold',
      because: 'It takes a cancellation for something that is not a failure, and returns.',
      fails: 'cancel-seen',
      hint: 3,
      edits: [
        { file, replace: 'import { CancellationScope', by: 'import { isCancellation, CancellationScope' },
        { file, replace: '    throw error;\n', by: '    if (!isCancellation(error)) throw error;\n' },
      ],
    },
    {
      name: 'cancelled-looks-failed',
      because: 'It wraps whatever came in a failure, and a wrapped cancellation is none.',
      fails: 'cancel-seen',
      hint: 3,
      edits: [
        { file, replace: 'import { CancellationScope', by: 'import { ApplicationFailure, CancellationScope' },
        {
          file,
          replace: '    throw error;\n',
          by: "    const cause = error instanceof Error ? error : undefined;\n    throw ApplicationFailure.create({ type: 'TripFailed', message: 'the trip failed', nonRetryable: true, ...(cause && { cause }) });\n",
        },
      ],
    },
    {
      name: 'shielded-only-when-cancelled',
      because: 'It shields the undo only when a cancellation was what started it.',
      fails: 'cancel-during-undo',
      hint: 2,
      edits: [
        { file, replace: 'import { CancellationScope', by: 'import { isCancellation, CancellationScope' },
        {
          file,
          replace: 'await CancellationScope.nonCancellable(async () => {',
          by: 'const scope = new CancellationScope({ cancellable: !isCancellation(error) });\n    await scope.run(async () => {',
        },
      ],
    },
  ],
  right: [
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
      edits: [{ file, replace: "  retry: { maximumInterval: '1 hour' },\n", by: '' }],
    },
    {
      name: 'cancellation-waits-for-the-step',
      because: 'The running step is waited for before the undo begins; it is undone all the same.',
      edits: [
        {
          file,
          replace: 'retry: { maximumAttempts: 3 },',
          by: "retry: { maximumAttempts: 3 },\n  cancellationType: 'WAIT_CANCELLATION_COMPLETED',",
        },
      ],
    },
    {
      name: 'reason-wrapped-with-cause',
      because: 'The failure has a type of its own and keeps the reason as its cause; a cancellation passes as it came.',
      edits: [
        {
          file,
          replace: 'import { CancellationScope',
          by: 'import { ApplicationFailure, isCancellation, CancellationScope',
        },
        {
          file,
          replace: '    throw error;\n',
          by: "    if (isCancellation(error) || !(error instanceof Error)) throw error;\n    throw ApplicationFailure.create({ type: 'TripFailed', message: 'the trip failed', nonRetryable: true, cause: error });\n",
        },
      ],
    },
  ],
};
