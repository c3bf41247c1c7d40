import type { WrongSpecimen } from '../../../check/zoo.ts';
import { attempt, silence, workflow } from './edits.ts';

/** Limits that notice a death too late, or take a film or a chunk for one. */
export const limits: readonly WrongSpecimen[] = [
  {
    name: 'no-heartbeat-timeout',
    because: 'Heartbeats are sent, but without a limit on silence nobody listens for them.',
    fails: 'noticed-in-time',
    hint: 1,
    edits: [workflow(silence, '')],
  },
  {
    name: 'heartbeat-timeout-beyond-the-attempt',
    because: 'A limit on silence that is longer than the attempt itself can never be reached.',
    fails: 'noticed-in-time',
    hint: 2,
    edits: [workflow(silence, "heartbeatTimeout: '2 hours',")],
  },
  {
    name: 'generous-heartbeat-timeout',
    because: 'Fifteen minutes are shorter than the attempt, and still a quarter of an hour without a film.',
    fails: 'noticed-in-time',
    hint: 2,
    edits: [workflow(silence, "heartbeatTimeout: '15 minutes',")],
  },
  {
    name: 'short-attempts',
    because: 'A short startToCloseTimeout notices a dead worker as well, and ends every healthy long film.',
    fails: 'time-for-a-film',
    hint: 2,
    edits: [workflow(`${silence}\n  ${attempt}`, "startToCloseTimeout: '2 minutes',")],
  },
  {
    name: 'one-limit-for-all-attempts',
    because:
      'scheduleToCloseTimeout is taken for the limit on the work; it also runs while a dead attempt is waited for.',
    fails: 'time-for-a-film',
    hint: 2,
    edits: [workflow(attempt, `${attempt}\n  scheduleToCloseTimeout: '40 minutes',`)],
  },
  {
    name: 'hasty-heartbeat-timeout',
    because: 'A limit of five seconds notices a death at once, and takes every chunk for one.',
    fails: 'time-for-a-chunk',
    hint: 3,
    edits: [workflow(silence, "heartbeatTimeout: '5 seconds',")],
  },
];
