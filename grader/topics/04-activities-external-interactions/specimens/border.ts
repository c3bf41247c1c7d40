import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, answer, note, workflow } from './edits.ts';

/** Ways to misjudge the border between workflow and activities: what crosses it, where it is, under which name. */
export const border: readonly WrongSpecimen[] = [
  {
    name: 'date-comes-back-as-text',
    because: 'A Date goes in and a string comes out, which has none of its methods.',
    fails: 'type-error',
    hint: 3,
    edits: [
      activity(answer, 'return { currency, rate, asOf: new Date(asOf) };'),
      workflow(note, note.replace('asOf }', 'asOf: asOf.getFullYear() }')),
    ],
  },
  {
    name: 'date-made-anew',
    because:
      'The workflow knows that the Date will be a string and makes a Date of it again; the next reader does not.',
    fails: 'answers-arrive',
    hint: 3,
    edits: [
      activity(answer, 'return { currency, rate, asOf: new Date(asOf) };'),
      workflow(note, note.replace('asOf }', 'asOf: new Date(asOf).toISOString().slice(0, 10) }')),
    ],
  },
  {
    name: 'map-for-the-document',
    because: 'A Map crosses the border as an empty object, and what is read from it is missing on paper.',
    fails: 'invoice',
    hint: 3,
    folder: true,
  },
  {
    name: 'letter-with-the-document',
    because: 'Storing and mailing in one activity repeats the first when the second fails.',
    fails: 'steps-apart',
    hint: 2,
    folder: true,
  },
  {
    name: 'renamed-on-one-side',
    because: 'The worker registers an activity under its name; the workflow asks for another one.',
    fails: 'activity-unregistered',
    hint: 3,
    edits: [
      activity('async fetchRate(', 'async getRate('),
      workflow('ReturnType<typeof createActivities>', "import('./shared').Activities"),
    ],
  },
];
