import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, loop, report } from './edits.ts';

/** Ways to get the chunks of a film wrong, or what is reported of them. */
export const reports: readonly WrongSpecimen[] = [
  {
    name: 'one-chunk-too-many',
    because: 'Chunks are counted from 0, so the last one is not number `chunks`.',
    fails: 'whole-film',
    hint: 3,
    edits: [activity(loop, 'for (let chunk = firstChunk; chunk <= chunks; chunk++) {')],
  },
  {
    name: 'all-chunks-at-once',
    because: 'All chunks started together are faster, but there is no "done up to here" to report.',
    fails: 'whole-film',
    hint: 2,
    folder: true,
  },
  {
    name: 'activity-per-chunk',
    because: 'An activity for each chunk makes the history the progress report, which is not the contract here.',
    fails: 'whole-film',
    hint: 1,
    folder: true,
  },
  {
    name: 'never-heartbeats',
    because: 'A limit on silence is set, and nobody ever makes a sound.',
    fails: 'reports-progress',
    hint: 2,
    edits: [activity(report, '')],
  },
  {
    name: 'heartbeat-at-the-end',
    because: 'One report after the last chunk says only what the result says anyway.',
    fails: 'reports-progress',
    hint: 3,
    edits: [activity(`${report}\n  }`, '}\n  heartbeat(chunks);')],
  },
  {
    name: 'heartbeat-without-progress',
    because: 'A bare sign of life tells the server that, but not how far.',
    fails: 'reports-progress',
    hint: 3,
    edits: [activity(report, 'heartbeat();')],
  },
  {
    name: 'every-other-chunk',
    because: 'Reporting is thought to be dear, so it is done by hand for every second chunk only.',
    fails: 'reports-progress',
    hint: 2,
    folder: true,
  },
  {
    name: 'background-timer-alone',
    because: 'A timer in the background reports from time to time, not when there is something to report.',
    fails: 'reports-progress',
    hint: 2,
    folder: true,
  },
  {
    name: 'timer-without-details',
    because: 'A timer beside the work says that the process lives, and wipes out what the work has reported.',
    fails: 'report-kept',
    hint: 3,
    folder: true,
  },
  {
    name: 'pulse-without-details',
    because:
      'A pulse beside the work makes it look alive, and takes the place of what was reported after the last chunk.',
    fails: 'report-kept',
    hint: 3,
    edits: [
      activity(loop, `const pulse = setInterval(() => heartbeat(), 10_000);\n  ${loop}`),
      activity('  }\n  return { chunks };', '  }\n  clearInterval(pulse);\n  return { chunks };'),
    ],
  },
];
