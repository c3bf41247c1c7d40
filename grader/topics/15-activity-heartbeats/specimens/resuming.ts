import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, attempt, loop, report, resume, work, workflow } from './edits.ts';

/** Ways to go on at another chunk than the first that is not done, or to forget those before it. */
export const resuming: readonly WrongSpecimen[] = [
  {
    name: 'position-of-the-module',
    because: 'A variable of the module is one for all films that a worker has at work.',
    fails: 'films-apart',
    hint: 4,
    folder: true,
  },
  {
    name: 'films-of-the-process',
    because: 'It remembers in the process how far each film is, and believes that more than what was reported.',
    fails: 'ordered-again',
    hint: 4,
    edits: [
      activity(
        'export async function transcode(',
        'const done = new Map<string, number>();\n\nexport async function transcode(',
      ),
      activity(
        `${resume}\n  ${loop}`,
        `const firstChunk = Math.max(activityInfo().heartbeatDetails ?? 0, done.get(filmId) ?? 0);\n  ${loop}\n    done.set(filmId, chunk);`,
      ),
    ],
  },
  {
    name: 'begins-again',
    because: 'Progress is reported, but no attempt ever reads what the one before it reported.',
    fails: 'resumes-after-crash',
    hint: 1,
    edits: [activity(resume, 'const firstChunk = 0;')],
  },
  {
    name: 'progress-in-memory',
    because: 'A module variable survives a failed attempt, but not the machine.',
    fails: 'resumes-after-crash',
    hint: 2,
    folder: true,
  },
  {
    name: 'progress-in-a-file',
    because: 'A file on the worker survives its process, but another machine has another disk.',
    fails: 'resumes-after-crash',
    hint: 2,
    folder: true,
  },
  {
    name: 'one-attempt',
    because: 'Without a second attempt nothing is paid twice, and nothing is ever finished either.',
    fails: 'resumes-after-crash',
    hint: 1,
    edits: [workflow(attempt, "startToCloseTimeout: '1 hour',\n  retry: { maximumAttempts: 1 },")],
  },
  {
    name: 'repeats-the-seam',
    because: 'The last chunk done is reported, and taken for the first one to do.',
    fails: 'exact-seam',
    hint: 3,
    edits: [activity(report, 'heartbeat(chunk);')],
  },
  {
    name: 'skips-the-seam',
    because: 'The next chunk is promised before this one is done.',
    fails: 'exact-seam',
    hint: 3,
    edits: [activity(work, `${report}\n    ${work}`), activity(`${report}\n  }`, '}')],
  },
  {
    name: 'reports-in-finally',
    because: 'A `finally` also runs when the chunk failed, and reports it as done.',
    fails: 'exact-seam',
    hint: 3,
    folder: true,
  },
  {
    name: 'begins-with-a-bare-heartbeat',
    because: 'The heartbeat at the beginning is the latest one until the first chunk is done, and it says nothing.',
    fails: 'second-seam',
    hint: 3,
    edits: [activity(resume, `${resume}\n  heartbeat();`)],
  },
  {
    name: 'forgets-after-the-second',
    because: 'What the attempt before reported is read in the second attempt alone.',
    fails: 'second-seam',
    hint: 3,
    edits: [
      activity(resume, 'const firstChunk = activityInfo().attempt === 2 ? (activityInfo().heartbeatDetails ?? 0) : 0;'),
    ],
  },
  {
    name: 'zero-is-nothing',
    because: '`||` takes a reported 0 for no report at all.',
    fails: 'first-chunk',
    hint: 4,
    edits: [
      activity(resume, 'const firstChunk: number = (activityInfo().heartbeatDetails || -1) + 1;'),
      activity(report, 'heartbeat(chunk);'),
    ],
  },
  {
    name: 'trusts-the-attempt-number',
    because: 'A second attempt is taken for one that has something to read, and `undefined + 1` is not a number.',
    fails: 'no-report-yet',
    hint: 4,
    folder: true,
  },
  {
    name: 'counts-its-own-chunks',
    because: 'The last attempt answers for its own chunks and forgets those before it.',
    fails: 'whole-result',
    hint: 1,
    edits: [activity('return { chunks };', 'return { chunks: chunks - firstChunk };')],
  },
  {
    name: 'one-chunk-at-least',
    because: '`do … while` asks for a chunk before it looks whether one is left.',
    fails: 'nothing-left',
    hint: 4,
    edits: [
      activity(loop, 'let chunk = firstChunk;\n  do {'),
      activity(`${report}\n  }`, 'chunk += 1;\n    heartbeat(chunk);\n  } while (chunk < chunks);'),
    ],
  },
  {
    name: 'never-past-the-last-chunk',
    because: 'It keeps the chunk to begin with within the film, and a film that is done has none left.',
    fails: 'nothing-left',
    hint: 3,
    edits: [activity(resume, 'const firstChunk: number = Math.min(activityInfo().heartbeatDetails ?? 0, chunks - 1);')],
  },
];
