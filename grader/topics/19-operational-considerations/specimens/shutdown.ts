import type { WrongSpecimen } from '../../../check/zoo.ts';
import { grace, worker } from './edits.ts';

/** Shutdowns that cut off what would have been done in time, or tell too late what would not. */
export const shutdown: readonly WrongSpecimen[] = [
  {
    name: 'no-grace',
    because: 'It takes for granted that a worker finishes what it has begun.',
    fails: 'finishes-posting',
    hint: 2,
    edits: [worker(`    ${grace}\n`, '')],
  },
  {
    name: 'grace-in-milliseconds',
    because: 'It hands seconds to an option that counts in milliseconds.',
    fails: 'finishes-posting',
    hint: 4,
    edits: [worker(grace, 'shutdownGraceTime: Number(env.SHUTDOWN_SECONDS) - 2,')],
  },
  {
    name: 'forced-too-early',
    because: 'It gives work time to finish, and ends the worker by force before that time is over.',
    fails: 'finishes-posting',
    hint: 3,
    edits: [worker(grace, `${grace}\n    shutdownForceTime: '1 second',`)],
  },
  {
    name: 'part-of-the-time',
    because: 'It shares out the time in parts: 40 % are enough for a posting at 30 seconds, and at 10 they are not.',
    fails: 'finishes-posting',
    hint: 3,
    edits: [worker(grace, 'shutdownGraceTime: Number(env.SHUTDOWN_SECONDS) * 400,')],
  },
  {
    name: 'as-long-as-it-lives',
    because: 'It gives work all the time until SIGKILL, and leaves none for telling what is not done.',
    fails: 'told-in-time',
    hint: 2,
    edits: [worker(grace, 'shutdownGraceTime: Number(env.SHUTDOWN_SECONDS) * 1000,')],
  },
  {
    name: 'waits-for-renders',
    because: 'It gives every activity time to finish, also the longest, and forgets that the machine will not wait.',
    fails: 'told-in-time',
    hint: 2,
    edits: [worker(grace, "shutdownGraceTime: '20 minutes',")],
  },
  {
    name: 'gives-up-before-it-tells',
    because: 'It wants the worker to be gone in good time, and it is gone before it has told anybody to stop.',
    fails: 'told-in-time',
    hint: 3,
    edits: [worker(grace, `${grace}\n    shutdownForceTime: (Number(env.SHUTDOWN_SECONDS) - 3) * 1000,`)],
  },
];
