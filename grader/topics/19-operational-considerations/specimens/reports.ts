import type { WrongSpecimen } from '../../../check/zoo.ts';

const interceptor = (replace: string, by: string) => ({ file: 'interceptors.ts', replace, by });

const reportsFailure = '          report({ activityType, attempt, ok: false, ms: Date.now() - begun });\n';

/** Ways to change how an attempt ends while it is watched, and to report or count it wrongly. */
export const reports: readonly WrongSpecimen[] = [
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
];
