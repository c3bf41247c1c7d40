import type { Zoo } from '../../check/zoo.ts';

const routing = (replace: string, by: string) => ({ file: 'routing.ts', replace, by });
const worker = (replace: string, by: string) => ({ file: 'worker.ts', replace, by });
const interceptor = (replace: string, by: string) => ({ file: 'interceptors.ts', replace, by });
const gate = (replace: string, by: string) => ({ file: 'replay.ts', replace, by });

const room = 'maxConcurrentActivityTaskExecutions: activitiesAtOnce(env, queue),';
const grace = 'shutdownGraceTime: (Number(env.SHUTDOWN_SECONDS) - 2) * 1000,';
const reportsFailure = '          report({ activityType, attempt, ok: false, ms: Date.now() - begun });\n';
const provenAll = 'ok: checked > 0 && failed.length === 0';
const looksAtError = 'if (replay.error) failed.push';

export const zoo: Zoo = {
  wrong: [
    {
      name: 'queue-without-machines',
      because: 'It invents a good name for the queue of renders, and takes for granted that somebody listens there.',
      fails: 'served',
      hint: 3,
      edits: [routing("renderVideo: 'studio'", "renderVideo: 'renders' as Queue")],
    },
    {
      name: 'quotes-with-postings',
      because: 'It moves the slow renders away, and lets quotes wait behind postings of five seconds.',
      fails: 'own-queue',
      hint: 2,
      edits: [routing("quote: 'counter'", "quote: 'vault'")],
    },
    {
      name: 'no-limit',
      because: 'It trusts the ledger to say when it has too much.',
      fails: 'limits',
      hint: 3,
      edits: [worker(room, 'maxConcurrentActivityTaskExecutions: 200,')],
    },
    {
      name: 'one-limit-for-all',
      because: 'It gives every worker the limit of the ledger, also the one that renders.',
      fails: 'limits',
      hint: 3,
      edits: [worker(room, 'maxConcurrentActivityTaskExecutions: Number(env.LEDGER_LIMIT),')],
    },
    {
      name: 'one-after-the-other',
      because: 'It is on the safe side: one posting at a time.',
      fails: 'limits',
      hint: 2,
      edits: [worker('return Number(env.LEDGER_LIMIT);', 'return 1;')],
    },
    {
      name: 'rate-for-a-limit',
      because: 'It takes "so many at once" for "so many a second".',
      fails: 'limits',
      hint: 2,
      edits: [worker(room, 'maxTaskQueueActivitiesPerSecond: activitiesAtOnce(env, queue),')],
    },
    {
      name: 'limited-polls',
      because: 'It limits how often the worker asks for work, and not how much of it it does.',
      fails: 'limits',
      hint: 2,
      edits: [worker(room, 'maxConcurrentActivityTaskPolls: activitiesAtOnce(env, queue),')],
    },
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
    {
      name: 'swallowed',
      because: 'It counts the failure, and keeps it to itself.',
      fails: 'same-end',
      hint: 3,
      edits: [interceptor('          throw error;\n', '')],
    },
    {
      name: 'wrapped',
      because: 'It throws an error with a better message, and what Temporal needs to know is gone.',
      fails: 'same-end',
      hint: 4,
      edits: [interceptor('throw error;', 'throw new Error(`${activityType} failed: ${error}`);')],
    },
    {
      name: 'better-message-for-outages',
      because: 'It leaves refusals as they are, and says of any other error where it came from.',
      fails: 'same-end',
      hint: 4,
      edits: [
        interceptor(
          'throw error;',
          'throw error instanceof ApplicationFailure ? error : new Error(`${activityType}: ${error}`);',
        ),
        interceptor(
          'import type { Attempt',
          "import { ApplicationFailure } from '@temporalio/common';\nimport type { Attempt",
        ),
      ],
    },
    {
      name: 'failures-not-counted',
      because: 'It passes the failure on, and tells the people on call nothing of it.',
      fails: 'attempts-reported',
      hint: 3,
      edits: [interceptor(reportsFailure, '')],
    },
    {
      name: 'told-is-no-failure',
      because: 'It holds that nothing is wrong with a service whose activity was told to stop by a deploy.',
      fails: 'attempts-reported',
      hint: 2,
      edits: [
        interceptor(reportsFailure, `          if (!cancellationSignal().aborted)\n  ${reportsFailure}`),
        interceptor(
          'import type { Attempt',
          "import { cancellationSignal } from '@temporalio/activity';\nimport type { Attempt",
        ),
      ],
    },
    {
      name: 'clock-read-too-early',
      because: 'It works out the duration of a failed attempt before it has begun.',
      fails: 'attempts-reported',
      hint: 4,
      edits: [
        interceptor(
          '        const begun = Date.now();\n',
          '        const begun = Date.now();\n        const none = Date.now() - begun;\n',
        ),
        interceptor('ok: false, ms: Date.now() - begun', 'ok: false, ms: none'),
      ],
    },
    {
      name: 'one-clock-for-all',
      because: 'It keeps the beginning where all attempts of the worker see it: each one that begins moves it.',
      fails: 'reported-apart',
      hint: 2,
      edits: [
        interceptor(
          '  return ({ info: { activityType, attempt } }) => ({',
          '  let begun = 0;\n  return ({ info: { activityType, attempt } }) => ({',
        ),
        interceptor('const begun = Date.now();', 'begun = Date.now();'),
      ],
    },
    {
      name: 'clock-started-once',
      because: 'It starts the clock unless it runs already, and the one it finds running is of another attempt.',
      fails: 'reported-apart',
      hint: 2,
      edits: [
        interceptor(
          'export function createInterceptor',
          'const clocks = new Map<string, number>();\n\nexport function createInterceptor',
        ),
        interceptor(
          'const begun = Date.now();\n        try {\n          const result = await next(input);\n',
          'const begun = clocks.get(activityType) ?? Date.now();\n        clocks.set(activityType, begun);\n        try {\n          const result = await next(input).finally(() => clocks.delete(activityType));\n',
        ),
      ],
    },
    {
      name: 'last-attempt-for-all',
      because: 'It notes what is being done where all attempts of the worker see it, and reports what was noted last.',
      fails: 'reported-apart',
      hint: 2,
      edits: [
        interceptor(
          '  return ({ info: { activityType, attempt } }) => ({',
          "  let activityType = '';\n  let attempt = 0;\n  return ({ info }) => ({",
        ),
        interceptor(
          'const begun = Date.now();',
          'const begun = Date.now();\n        ({ activityType, attempt } = info);',
        ),
      ],
    },
    {
      name: 'retries-as-executions',
      because: 'It counts every attempt as an execution.',
      fails: 'summary',
      hint: 2,
      edits: [interceptor('own.filter(({ attempt }) => attempt === 1).length', 'own.length')],
    },
    {
      name: 'error-not-looked-at',
      because: 'It waits for an exception, and the SDK hands the misfit over as a value.',
      fails: 'gate-tells',
      hint: 3,
      edits: [
        gate(looksAtError, 'if (false as boolean) failed.push'),
        gate('replay.error.message', 'String(replay.error)'),
      ],
    },
    {
      name: 'only-nondeterminism',
      because: 'It knows one kind of misfit, and lets a workflow through that the bundle does not have any more.',
      fails: 'gate-tells',
      hint: 4,
      edits: [gate(looksAtError, "if (replay.error?.name === 'DeterminismViolationError') failed.push")],
    },
    {
      name: 'other-misfits-only-warn',
      because: 'It names every misfit, and says no to one kind of them.',
      fails: 'gate-tells',
      hint: 4,
      edits: [gate(provenAll, "ok: checked > 0 && !failed.some(({ reason }) => reason.includes('TMPRL1100'))")],
    },
    {
      name: 'last-one-decides',
      because: 'It says of the whole folder what it found out about the last file.',
      fails: 'gate-tells',
      hint: 4,
      edits: [gate(provenAll, 'ok: checked > 0 && failed.at(-1)?.file !== files.at(-1)')],
    },
    {
      name: 'nothing-is-fine',
      because: 'It says yes when nothing failed, also when nothing was tried.',
      fails: 'gate-empty',
      hint: 1,
      edits: [gate(provenAll, 'ok: failed.length === 0')],
    },
    {
      name: 'torn-files-left-out',
      because: 'It steps over a file that it can’t read, so that one bad file does not stop the gate.',
      fails: 'gate-empty',
      hint: 1,
      edits: [
        gate(
          'const history = temporal.api.history.v1.History.decode(await readFile(join(dir, file)));\n    yield { workflowId: file, history };',
          'try {\n      yield { workflowId: file, history: temporal.api.history.v1.History.decode(await readFile(join(dir, file))) };\n    } catch {}',
        ),
      ],
    },
    {
      name: 'empty-files-left-out',
      because: 'It takes a file without a byte for none at all, and there was a run of which it is what is left.',
      fails: 'gate-empty',
      hint: 1,
      edits: [
        gate(
          'const history = temporal.api.history.v1.History.decode(await readFile(join(dir, file)));\n',
          'const bytes = await readFile(join(dir, file));\n    if (bytes.length === 0) continue;\n    const history = temporal.api.history.v1.History.decode(bytes);\n',
        ),
      ],
    },
  ],
  right: [
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
  ],
};
