import type { RightSpecimen } from '../../../check/zoo.ts';
import { grace, worker } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'slot-suppliers',
    because:
      'A tuner with slots of a fixed number says the same; renders are told at once, and no group of machines is preferred.',
    folder: true,
  },
  {
    name: 'time-for-a-posting',
    because: 'Six seconds are enough for what takes five, in any environment.',
    edits: [worker(grace, "shutdownGraceTime: '6 seconds',\n    shutdownForceTime: '9 seconds',")],
  },
  {
    name: 'class-and-finally',
    because: 'A class, a `finally` and another clock: what is reported and what is thrown are the same.',
    folder: true,
  },
  {
    name: 'replayed-one-by-one',
    because: 'One replay a history is slower, and throws where the other way hands over an error.',
    folder: true,
  },
];
