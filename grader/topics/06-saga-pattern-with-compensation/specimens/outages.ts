import type { WrongSpecimen } from '../../../check/zoo.ts';
import { carStep, carUndo, chargeUndo, edit, hotelStep, hotelUndo } from './edits.ts';

/** Ways to misread a failure, and to give up too early or never. */
export const outages: readonly WrongSpecimen[] = [
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
    name: 'car-registered-after-the-step',
    because: 'Three steps note their undo first, and one was forgotten.',
    fails: 'lost-answer',
    hint: 2,
    edits: [edit(carUndo + carStep, carStep + carUndo)],
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
    name: 'car-undo-bounded-like-a-step',
    because: 'It keeps what is about cars together, so the undo gets the retries of a step.',
    fails: 'undo-outage',
    hint: 2,
    edits: [
      edit('bookCar, chargeCard } = proxyActivities', 'bookCar, chargeCard, cancelCar } = proxyActivities'),
      edit('cancelCar, refundCard } = proxyActivities', 'refundCard } = proxyActivities'),
    ],
  },
  {
    name: 'refund-bounded-like-a-step',
    because: 'It keeps what is about money together, so the refund gets the retries of a step.',
    fails: 'refund-outage',
    hint: 2,
    edits: [
      edit('bookCar, chargeCard } = proxyActivities', 'bookCar, chargeCard, refundCard } = proxyActivities'),
      edit('cancelCar, refundCard } = proxyActivities', 'cancelCar } = proxyActivities'),
    ],
  },
];
