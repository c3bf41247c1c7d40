import type { RightSpecimen } from '../../../check/zoo.ts';
import { activity, attempt, call, report, resume, silence, work, workflow } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'reports-the-last-done',
    because: 'Which of the two numbers is reported does not matter as long as writer and reader mean the same.',
    edits: [
      activity(resume, 'const firstChunk: number = (activityInfo().heartbeatDetails ?? -1) + 1;'),
      activity(report, 'heartbeat(chunk);'),
    ],
  },
  {
    name: 'reports-what-it-begins',
    because: 'The chunk about to begin is the first one not done: reported before the work it says the same.',
    edits: [activity(work, `heartbeat(chunk);\n    ${work}`), activity(`${report}\n  }`, '}')],
  },
  {
    name: 'repeats-what-it-was-told',
    because: 'A heartbeat at the beginning that says again where the work stands takes nothing away.',
    edits: [activity(resume, `${resume}\n  heartbeat(firstChunk);`)],
  },
  {
    name: 'background-timer-beside',
    because: 'A timer beside the reports keeps an attempt alive through a long chunk, so the limit can be shorter.',
    folder: true,
  },
  {
    name: 'paced-by-promises',
    because: 'The timer beside the reports may be any timer, one of `node:timers/promises` as well.',
    folder: true,
  },
  {
    name: 'looks-between-chunks',
    because: 'Looking at the signal between two chunks stops within one chunk, and the chunk at work is not wasted.',
    folder: true,
  },
  {
    name: 'races-the-cancellation',
    because: '`cancelled` rejects when the request arrives: raced with the work it ends the attempt at once.',
    folder: true,
  },
  {
    name: 'cleans-up-and-throws-on',
    because: 'Catching a cancellation is fine for cleaning up, as long as it is thrown on.',
    folder: true,
  },
  {
    name: 'joined-signals',
    because: 'A signal of your own, joined with that of the activity, ends a call that takes too long as well.',
    folder: true,
  },
  {
    name: 'own-class',
    because: 'Any shape will do that reports an object, reads it again and ends with a CancelledFailure.',
    folder: true,
  },
  {
    name: 'work-in-a-child',
    because: 'The activity may be called by a child workflow: the film has one activity all the same.',
    edits: [
      workflow('ActivityCancellationType, proxyActivities', 'ActivityCancellationType, executeChild, proxyActivities'),
      workflow(
        call,
        'return await executeChild(workOnFilm, { args: [film] });\n}\n\nexport async function workOnFilm(film: FilmInput): Promise<FilmResult> {\n  return await transcode(film);',
      ),
    ],
  },
  {
    name: 'limits-that-just-do',
    because: 'A minute of silence is what the longest chunk needs, and 45 minutes hold a long film and a dead machine.',
    edits: [
      workflow(
        `${silence}\n  ${attempt}`,
        "heartbeatTimeout: '1 minute',\n  startToCloseTimeout: '45 minutes',\n  scheduleToCloseTimeout: '45 minutes',",
      ),
    ],
  },
  {
    name: 'other-options',
    because: 'Retries and outer limits are free as long as the two demands hold.',
    edits: [
      workflow(
        `${silence}\n  ${attempt}`,
        "heartbeatTimeout: '2 minutes',\n  startToCloseTimeout: '40m',\n  scheduleToCloseTimeout: '6 hours',\n  retry: { initialInterval: '30 seconds', maximumAttempts: 20 },",
      ),
    ],
  },
];
