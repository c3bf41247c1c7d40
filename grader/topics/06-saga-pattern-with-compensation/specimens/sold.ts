import type { WrongSpecimen } from '../../../check/zoo.ts';
import { chargeStep, chargeUndo, edit, hotelUndo, throwing } from './edits.ts';

/** What spoils a trip that nothing stands against. */
export const sold: readonly WrongSpecimen[] = [
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
];
