import type { WrongSpecimen } from '../../../check/zoo.ts';
import { limitsWith, workflow } from './edits.ts';

/** Ways to lose track of how far a trial is, when somebody asks or a machine dies. */
export const progress: readonly WrongSpecimen[] = [
  {
    name: 'phase-stands-still',
    because: 'The reminder is a mail, and nobody thinks of it as a new state.',
    fails: 'phase',
    hint: 3,
    edits: [workflow("now.phase = 'reminded';", '')],
  },
  {
    name: 'days-counted-in-memory',
    because: 'It lets an activity count the days, in a variable that lives as long as its process.',
    fails: 'survives-crash',
    hint: 2,
    folder: true,
  },
  {
    name: 'letters-numbered-in-memory',
    because: 'It has an activity number the letters, in a variable that begins anew with its process.',
    fails: 'survives-crash',
    hint: 4,
    folder: true,
  },
  {
    name: 'fifteen-days-for-the-charge',
    because: 'It leaves the long limit where it was, and a long limit seems to do no harm.',
    fails: 'dies-at-work',
    hint: 2,
    edits: [limitsWith('chargeFirstMonth', "startToCloseTimeout: '15 days'")],
  },
  {
    name: 'fifteen-days-for-every-step',
    because: 'It gives every step the time of a whole trial.',
    fails: 'dies-at-work',
    hint: 2,
    edits: [workflow("'1 minute'", "'15 days'")],
  },
];
