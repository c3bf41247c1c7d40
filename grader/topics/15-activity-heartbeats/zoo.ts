import type { Zoo } from '../../check/zoo.ts';

const resume = 'const firstChunk: number = activityInfo().heartbeatDetails ?? 0;';
const loop = 'for (let chunk = firstChunk; chunk < chunks; chunk++) {';
const work = 'await media.transcodeChunk({ filmId, chunk, signal: cancellationSignal() });';
const report = 'heartbeat(chunk + 1);';
const silence = "heartbeatTimeout: '90 seconds',";
const attempt = "startToCloseTimeout: '1 hour',";
const waiting = 'cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,';
const call = 'return await transcode(film);';

const activity = (replace: string, by: string) => ({ file: 'activities.ts', replace, by });
const workflow = (replace: string, by: string) => ({ file: 'workflows.ts', replace, by });

export const zoo: Zoo = {
  wrong: [
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
        activity(
          resume,
          'const firstChunk = activityInfo().attempt === 2 ? (activityInfo().heartbeatDetails ?? 0) : 0;',
        ),
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
      name: 'ignores-cancellation',
      because: 'The request arrives, and nothing in the activity looks at it.',
      fails: 'stops-when-cancelled',
      hint: 2,
      edits: [activity(', signal: cancellationSignal() }', ' }')],
    },
    {
      name: 'waits-for-heartbeat-to-throw',
      because: 'In other languages the heartbeat throws when the activity is cancelled; in TypeScript it never does.',
      fails: 'stops-when-cancelled',
      hint: 2,
      folder: true,
    },
    {
      name: 'keeps-the-first-signal',
      because: 'Each attempt has a signal of its own; the first one a worker met says nothing of any other.',
      fails: 'stops-when-cancelled',
      hint: 4,
      folder: true,
    },
    {
      name: 'shielded-film',
      because: 'A non-cancellable scope keeps the request from the activity altogether.',
      fails: 'stops-when-cancelled',
      hint: 2,
      edits: [
        workflow(
          'ActivityCancellationType, proxyActivities',
          'ActivityCancellationType, CancellationScope, proxyActivities',
        ),
        workflow(call, 'return await CancellationScope.nonCancellable(() => transcode(film));'),
      ],
    },
    {
      name: 'catches-and-completes',
      because: 'An activity that catches its cancellation and returns has completed, whatever it did.',
      fails: 'ends-cancelled',
      hint: 3,
      folder: true,
    },
    {
      name: 'cancellation-as-error',
      because: 'An error of its own turns a decision into an accident.',
      fails: 'ends-cancelled',
      hint: 3,
      folder: true,
    },
    {
      name: 'returns-early',
      because: 'Leaving the loop when the request arrives leads to the same `return` as a finished film.',
      fails: 'ends-cancelled',
      hint: 3,
      folder: true,
    },
    {
      name: 'cancellation-as-retryable-error',
      because: 'A plain Error asks for another attempt at something that nobody wants any more.',
      fails: 'ends-cancelled',
      hint: 3,
      folder: true,
    },
    {
      name: 'workflow-swallows-cancellation',
      because: 'The activity ends as cancelled, and the workflow calls that a result.',
      fails: 'ends-cancelled',
      hint: 3,
      folder: true,
    },
    {
      name: 'does-not-wait',
      because: 'By default a workflow only asks its activity to stop and goes on without it.',
      fails: 'waits-for-activity',
      hint: 2,
      edits: [workflow(waiting, '')],
    },
    {
      name: 'races-the-request',
      because: 'A race with the request is over at once, whatever the activity was told to wait for.',
      fails: 'waits-for-activity',
      hint: 2,
      edits: [
        workflow(
          'ActivityCancellationType, proxyActivities',
          'ActivityCancellationType, CancellationScope, proxyActivities',
        ),
        workflow(call, 'return await Promise.race([transcode(film), CancellationScope.current().cancelRequested]);'),
      ],
    },
  ],
  right: [
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
        workflow(
          'ActivityCancellationType, proxyActivities',
          'ActivityCancellationType, executeChild, proxyActivities',
        ),
        workflow(
          call,
          'return await executeChild(workOnFilm, { args: [film] });\n}\n\nexport async function workOnFilm(film: FilmInput): Promise<FilmResult> {\n  return await transcode(film);',
        ),
      ],
    },
    {
      name: 'limits-that-just-do',
      because:
        'A minute of silence is what the longest chunk needs, and 45 minutes hold a long film and a dead machine.',
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
  ],
};
