import type { RightSpecimen } from '../../../check/zoo.ts';
import { activity, answer, ask, fetched, limit, note, workflow } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'in-its-own-words',
    because:
      'What leaves the function is still a failure of this attempt, with a pause that it asks for; a refusal passes untouched.',
    edits: [
      activity(
        "import { refusalsAreFinal } from '#world';",
        "import { ApplicationFailure } from '@temporalio/activity';\nimport { refusalsAreFinal } from '#world';",
      ),
      activity(
        ask,
        `const { rate, asOf } = await refusalsAreFinal(rates.quote({ currency, date })).catch((error: unknown) => {\n        if (error instanceof ApplicationFailure && error.nonRetryable) throw error;\n        throw ApplicationFailure.create({ type: 'NoRateYet', message: String(error), nextRetryDelay: '5 seconds' });\n      });`,
      ),
    ],
  },
  {
    name: 'rounds-of-attempts',
    because: 'Five attempts, a pause in the workflow, five more: it waits as long, and a refusal still ends it.',
    edits: [
      workflow(
        'import { log, proxyActivities }',
        'import { ActivityFailure, ApplicationFailure, log, proxyActivities, sleep }',
      ),
      workflow(
        fetched,
        `let found: Awaited<ReturnType<typeof fetchRate>> | undefined;\n  while (!found) {\n    try {\n      found = await fetchRate({ currency, date });\n    } catch (error) {\n      const reason = error instanceof ActivityFailure ? error.cause : undefined;\n      if (!reason || (reason instanceof ApplicationFailure && reason.nonRetryable)) throw error;\n      await sleep('20 seconds');\n    }\n  }\n  const { rate, asOf } = found;`,
      ),
    ],
  },
  {
    name: 'a-limit-that-is-answered',
    because: 'All attempts together have an hour, and the workflow answers the end of it by ordering the step anew.',
    edits: [
      workflow(limit, `${limit}\n  scheduleToCloseTimeout: '1 hour',`),
      workflow(
        fetched,
        `const insist = async (): ReturnType<typeof fetchRate> => {\n    try {\n      return await fetchRate({ currency, date });\n    } catch (error) {\n      if ((error as { retryState?: unknown }).retryState !== 'TIMEOUT') throw error;\n    }\n    return await insist();\n  };\n  const { rate, asOf } = await insist();`,
      ),
    ],
  },
  {
    name: 'module-functions',
    because: 'Exported functions that use the services directly are activities as well; a factory is not needed.',
    folder: true,
  },
  {
    name: 'a-proxy-for-each-speed',
    because: 'The letter may take longer than the rest, and a day for all attempts together is plenty.',
    edits: [
      workflow('const { fetchRate, storeInvoice, mailInvoice }', 'const { fetchRate, storeInvoice }'),
      workflow(
        `${limit}\n});`,
        `startToCloseTimeout: '10s',\n});\n\nconst { mailInvoice } = proxyActivities<ReturnType<typeof createActivities>>({\n  startToCloseTimeout: '15 minutes',\n  scheduleToCloseTimeout: '1 day',\n});`,
      ),
    ],
  },
  {
    name: 'answers-of-a-class',
    because:
      'An object of a class that has fields and no methods is a plain object on the other side, and nothing is missed.',
    edits: [
      activity(
        'export function createActivities(',
        'class Quote {\n  constructor(\n    readonly currency: string,\n    readonly rate: number,\n    readonly asOf: string,\n    readonly note?: string,\n  ) {}\n}\n\nexport function createActivities(',
      ),
      activity(answer, 'return new Quote(currency, rate, asOf);'),
    ],
  },
  {
    name: 'day-as-a-number',
    because: 'Milliseconds since 1970 are a number, and a number arrives as it left.',
    edits: [
      activity(answer, 'return { currency, rate, asOf: Date.parse(asOf) };'),
      workflow(note, note.replace('asOf }', 'asOf: new Date(asOf).getFullYear() }')),
    ],
  },
  {
    name: 'one-question-at-a-time',
    because: 'Attempts for the same day wait for one another, and then each makes its own call.',
    edits: [
      activity(
        '  return {\n    async fetchRate(',
        '  let before: Promise<unknown> = Promise.resolve();\n\n  return {\n    async fetchRate(',
      ),
      activity(
        ask,
        'const quote = before.then(() => refusalsAreFinal(rates.quote({ currency, date })));\n      before = quote.catch(() => {});\n      const { rate, asOf } = await quote;',
      ),
    ],
  },
];
