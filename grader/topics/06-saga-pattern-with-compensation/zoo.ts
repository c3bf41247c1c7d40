import type { Zoo } from '../../check/zoo.ts';

const edit = (replace: string, by: string) => ({ file: 'workflows.ts', replace, by });
const importing = (names: string) => edit('import { CancellationScope', `import { ${names}, CancellationScope`);
const throwing = (code: string) => edit('    throw error;\n', code);

/** The two lines of a step, as the solution has them. */
const hotelUndo = '    undos.push(() => cancelHotel({ tripId }));\n';
const hotelStep = '    trip.hotel = (await bookHotel({ tripId, city: to, nights })).confirmation;\n';
const chargeUndo = '    undos.push(() => refundCard({ tripId }));\n';
const chargeStep = '    trip.charge = (await chargeCard({ tripId, card, cents })).confirmation;\n';

/** Around the undo of one thing. */
const loopHead = 'for (const undo of undos.reverse()) {';
const loopEnd = 'failure: String(failure) });\n        }\n      }\n';
const shield = 'await CancellationScope.nonCancellable(async () => {';

export const zoo: Zoo = {
  wrong: [
    {
      name: 'hotel-and-car-mixed-up',
      because: 'Four lines that look alike invite a slip that no compiler sees.',
      fails: 'confirmation',
      hint: 3,
      edits: [
        edit('trip.hotel = (await bookHotel', 'trip.car = (await bookHotel'),
        edit('trip.car = (await bookCar', 'trip.hotel = (await bookCar'),
      ],
    },
    {
      name: 'card-charged-first',
      because: 'It wants the money to be safe before anything is booked.',
      fails: 'step-order',
      hint: 1,
      edits: [edit(chargeUndo + chargeStep, ''), edit('  try {\n    //', `  try {\n${chargeUndo}${chargeStep}    //`)],
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
      edits: [edit(hotelUndo, '    const pending = cancelHotel({ tripId });\n    undos.push(() => pending);\n')],
    },
    {
      name: 'undone-even-when-sold',
      because: 'It takes `finally` for the place where a failure is cleaned up.',
      fails: 'stays-booked',
      hint: 2,
      edits: [throwing('    throw error;\n  } finally {\n    await cancelCar({ tripId });\n')],
    },
    {
      name: 'only-the-last-undone',
      because: 'It takes back the step before the failure and forgets those before it.',
      fails: 'all-undone',
      hint: 2,
      edits: [edit('of undos.reverse()', 'of undos.slice(-2).reverse()')],
    },
    {
      name: 'undo-not-awaited',
      because: 'It hands an async function to `forEach`, which does not wait, so the workflow is over before the undo.',
      fails: 'all-undone',
      hint: 4,
      edits: [
        edit(loopHead, 'undos.reverse().forEach(async (undo) => {'),
        edit(loopEnd, 'failure: String(failure) });\n        }\n      });\n'),
      ],
    },
    {
      name: 'undo-by-confirmation',
      because: 'It addresses an undo by the number the provider gave, not by the name the booking was made under.',
      fails: 'all-undone',
      hint: 2,
      edits: [edit('cancelHotel({ tripId })', 'cancelHotel({ tripId: trip.hotel || tripId })')],
    },
    {
      name: 'first-in-first-out',
      because: 'It undoes in the order in which the steps were done.',
      fails: 'undo-order',
      hint: 2,
      edits: [edit('of undos.reverse()', 'of undos')],
    },
    {
      name: 'undone-all-at-once',
      because: 'It starts the undos in the right order and does not wait for one before the next.',
      fails: 'undo-order',
      hint: 2,
      edits: [
        edit(loopHead, 'await Promise.all(undos.reverse().map(async (undo) => {'),
        edit(loopEnd, 'failure: String(failure) });\n        }\n      }));\n'),
      ],
    },
    {
      name: 'first-failing-undo-stops-the-rest',
      because: 'One `try` around the whole undo lets the first undo that fails end all of it.',
      fails: 'undo-refused',
      hint: 3,
      edits: [
        edit(`      ${loopHead}\n        try {\n`, `      try {\n        ${loopHead}\n`),
        edit('          await undo();\n', '          await undo();\n        }\n        if (undos.length === 0) {\n'),
      ],
    },
    {
      name: 'failing-undo-escapes',
      because: 'Nothing catches an undo that fails, so it ends the undo and takes the place of the first failure.',
      fails: 'undo-refused',
      hint: 3,
      edits: [
        edit(
          "          log.error('An undo failed",
          "          if (failure) throw failure;\n          log.error('An undo failed",
        ),
      ],
    },
    {
      name: 'refused-undo-tried-for-ever',
      because: 'It takes every failure of an undo for an outage, and comes back to a refusal again and again.',
      fails: 'undo-refused',
      hint: 3,
      edits: [
        importing('sleep'),
        edit('await undo();', 'while (!(await undo().then(() => true, () => false))) await sleep(1000);'),
      ],
    },
    {
      name: 'failure-swallowed',
      because: 'It cleans up, and takes the cleaning for the whole answer.',
      fails: 'reason',
      hint: 3,
      edits: [throwing('')],
    },
    {
      name: 'failure-renamed',
      because: 'It gives every failed trip one type of its own, and the reason is gone.',
      fails: 'reason',
      hint: 3,
      edits: [
        importing('ApplicationFailure, isCancellation'),
        throwing(
          "    throw isCancellation(error) ? error : ApplicationFailure.nonRetryable('no trip', 'TripFailed');\n",
        ),
      ],
    },
    {
      name: 'plain-error',
      because: 'Outside workflows, throwing an Error is how a function fails.',
      fails: 'plain-error',
      hint: 3,
      edits: [throwing("    throw new Error('the trip failed', { cause: error });\n")],
    },
    {
      name: 'undo-failure-thrown',
      because: 'It reports the failure that came last and loses the one that came first.',
      fails: 'reason-kept',
      hint: 3,
      edits: [
        edit(`    ${shield}`, `    let thrown = error;\n    ${shield}`),
        edit(
          `${loopEnd}    });\n`,
          `${loopEnd.replace(' });\n', ' });\n          thrown = failure;\n')}    });\n    throw thrown;\n`,
        ),
      ],
    },
    {
      name: 'steps-never-give-up',
      because: 'It leaves the steps to the default retry policy, which never gives up, so the undo never begins.',
      fails: 'steps-give-up',
      hint: 2,
      edits: [edit('  retry: { maximumAttempts: 3 },\n', '')],
    },
    {
      name: 'registered-after-the-step',
      because: 'It takes a step that failed for a step that did nothing.',
      fails: 'lost-answer',
      hint: 2,
      edits: [edit(hotelUndo + hotelStep, hotelStep + hotelUndo)],
    },
    {
      name: 'charge-has-no-undo',
      because: 'Nothing comes after the last step, so its undo seems never to be needed.',
      fails: 'lost-answer',
      hint: 2,
      edits: [edit(chargeUndo, '')],
    },
    {
      name: 'undo-tried-once',
      because: 'It wants the undo to be over quickly.',
      fails: 'undo-outage',
      hint: 2,
      edits: [edit("retry: { maximumInterval: '1 hour' }", 'retry: { maximumAttempts: 1 }')],
    },
    {
      name: 'undo-has-ten-minutes',
      because: 'It bounds the undo like a step.',
      fails: 'undo-outage',
      hint: 2,
      edits: [edit("retry: { maximumInterval: '1 hour' }", "scheduleToCloseTimeout: '10 minutes'")],
    },
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
  ],
};
