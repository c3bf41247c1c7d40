import type { WrongSpecimen } from '../../../check/zoo.ts';
import { limitsWith, welcome, workflow } from './edits.ts';

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
    name: 'phase-after-the-welcome',
    because: 'It gives its window to the outside after the first step, and that step may take hours.',
    fails: 'query-refused',
    hint: 3,
    edits: [
      workflow('  setHandler(phase, () => now.phase);\n', ''),
      workflow(welcome, `${welcome}\n  setHandler(phase, () => now.phase);`),
    ],
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
