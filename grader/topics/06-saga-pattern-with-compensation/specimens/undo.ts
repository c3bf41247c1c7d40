import type { WrongSpecimen } from '../../../check/zoo.ts';
import {
  chargeStep,
  chargeUndo,
  edit,
  importing,
  loopEnd,
  loopHead,
  oneUndo,
  refundedAtOnce,
  shield,
  throwing,
} from './edits.ts';

/** Ways to undo too little, too early or in the wrong order, and to hide why. */
export const undo: readonly WrongSpecimen[] = [
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
    name: 'undos-wait-an-hour',
    because:
      'It waits an hour for an undo, then begins the next beside it: a car that is back after two hours comes last.',
    fails: 'undo-order',
    hint: 2,
    edits: [
      importing('sleep'),
      edit(
        `${loopHead}\n        try {\n${oneUndo}`,
        `const running: Promise<void>[] = [];\n      const inAnHour = async (undo: () => Promise<void>) => {\n        running.push(undo());\n        await Promise.race([running.at(-1), sleep('1 hour')]);\n        if (running.length === undos.length) await Promise.all(running);\n      };\n      ${loopHead}\n        try {\n          await inAnHour(undo);\n`,
      ),
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
    name: 'refund-last',
    because: 'It gives the money back only when everything else is cancelled, as a shop does with returned goods.',
    fails: 'undo-order',
    hint: 2,
    edits: [edit(chargeUndo, chargeUndo.replace('push', 'unshift'))],
  },
  {
    name: 'first-failing-undo-stops-the-rest',
    because: 'One `try` around the whole undo lets the first undo that fails end all of it.',
    fails: 'undo-refused',
    hint: 3,
    edits: [
      edit(
        `${loopHead}\n        try {\n${oneUndo}        } catch`,
        `try {\n        ${loopHead}\n${oneUndo}        }\n      } catch`,
      ),
      edit(loopEnd, 'failure: String(failure) });\n      }\n'),
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
      throwing("    throw isCancellation(error) ? error : ApplicationFailure.nonRetryable('no trip', 'TripFailed');\n"),
    ],
  },
  {
    name: 'card-always-declined',
    because: 'It has one kind of failure in mind and gives that name to all of them.',
    fails: 'reason',
    hint: 3,
    edits: [
      importing('ApplicationFailure, isCancellation'),
      throwing(
        "    throw isCancellation(error) ? error : ApplicationFailure.nonRetryable('no trip', 'CardDeclined');\n",
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
    name: 'failure-of-the-last-undo-thrown',
    because: 'It lets the undo that ends the list have the last word, also when that undo failed.',
    fails: 'reason-kept',
    hint: 3,
    edits: [
      edit(`    ${shield}`, `    let thrown = error;\n    ${shield}`),
      edit(
        `${loopEnd}    });\n`,
        `${loopEnd.replace(' });\n', ' });\n          if (undo === undos.at(-1)) thrown = failure;\n')}    });\n    throw thrown;\n`,
      ),
    ],
  },
  {
    name: 'refund-failure-thrown',
    because:
      'It refunds in a `catch` of its own, and a refund that fails there takes the place of why the charge failed.',
    fails: 'refund-reason',
    hint: 3,
    edits: [
      edit(
        chargeUndo + chargeStep,
        refundedAtOnce('await CancellationScope.nonCancellable(() => refundCard({ tripId }));'),
      ),
    ],
  },
];
