import type { Zoo } from '../../check/zoo.ts';
import type { Edit } from '../../submission/overlay.ts';

const limit = "startToCloseTimeout: '30 seconds',";
const ask = 'const { rate, asOf } = await refusalsAreFinal(rates.quote({ currency, date }));';
const answer = 'return { currency, rate, asOf };';
const fetched = 'const { rate, asOf } = await fetchRate({ currency, date });';
const note = "log.info('The invoice is being made.', { orderId, rate, asOf });";

const workflow = (replace: string, by: string): Edit => ({ file: 'workflows.ts', replace, by });
const activity = (replace: string, by: string): Edit => ({ file: 'activities.ts', replace, by });

export const zoo: Zoo = {
  wrong: [
    {
      name: 'thirty-milliseconds',
      because: 'A number without a unit is meant as seconds and taken as milliseconds.',
      fails: 'time-limits',
      hint: 2,
      edits: [workflow(limit, 'startToCloseTimeout: 30,')],
    },
    {
      name: 'no-timeout',
      because: 'It sets no limit at all, and the call itself is refused.',
      fails: 'missing-timeout',
      hint: 2,
      edits: [workflow(limit, 'retry: { maximumInterval: 10_000 },')],
    },
    {
      name: 'one-second',
      because: 'A service that is quick on most days is not quick on all of them.',
      fails: 'time-limits',
      hint: 2,
      edits: [workflow(limit, "startToCloseTimeout: '1 second',")],
    },
    {
      name: 'half-a-minute-in-the-queue',
      because: 'An attempt that finds no worker for half a minute ends the invoice instead of waiting.',
      fails: 'survives-crash',
      hint: 2,
      edits: [workflow(limit, `${limit}\n  scheduleToStartTimeout: '30 seconds',`)],
    },
    {
      name: 'no-room-for-another',
      because: 'The limit for all attempts ends a second after that of the first one.',
      fails: 'survives-crash',
      hint: 2,
      edits: [workflow(limit, `${limit}\n  scheduleToCloseTimeout: '31 seconds',`)],
    },
    {
      name: 'only-schedule-to-close',
      because: 'One limit for all attempts together is also the limit for the one whose worker died.',
      fails: 'survives-crash',
      hint: 2,
      edits: [workflow(limit, "scheduleToCloseTimeout: '1 hour',")],
    },
    {
      name: 'both-limits-alike',
      because: 'When one attempt may take as long as all of them, a lost one leaves no time for another.',
      fails: 'survives-crash',
      hint: 2,
      edits: [workflow(limit, `${limit}\n  scheduleToCloseTimeout: '30 seconds',`)],
    },
    {
      name: 'tried-once',
      because: 'A single attempt looks safe, and the first deployment ends it.',
      fails: 'survives-crash',
      hint: 2,
      edits: [workflow(limit, `${limit}\n  retry: { maximumAttempts: 1 },`)],
    },
    {
      name: 'failure-becomes-a-value',
      because: 'It turns an outage into a rate, so the step counts as done and nobody tries it again.',
      fails: 'rate-known',
      hint: 2,
      edits: [
        activity(
          ask,
          `const { rate, asOf } = await rates.quote({ currency, date }).catch(() => ({ rate: 1, asOf: date }));`,
        ),
      ],
    },
    {
      name: 'workflow-makes-up-a-rate',
      because: 'It gives up after three attempts, catches the failure and goes on without a rate.',
      fails: 'rate-known',
      hint: 2,
      edits: [
        workflow(limit, `${limit}\n  retry: { maximumAttempts: 3 },`),
        workflow(
          fetched,
          `const { rate, asOf } = await fetchRate({ currency, date }).catch(() => ({ rate: 1, asOf: date }));`,
        ),
      ],
    },
    {
      name: 'refusal-becomes-a-value',
      because: 'It takes a refusal for an answer that can be replaced by a usual rate.',
      fails: 'unknown-currency',
      hint: 2,
      edits: [
        activity("import { refusalsAreFinal } from '#world';", "import { Refusal, refusalsAreFinal } from '#world';"),
        activity(
          ask,
          `const { rate, asOf } = await rates.quote({ currency, date }).catch((error: unknown) => {\n        if (error instanceof Refusal) return { rate: 1, asOf: date };\n        throw error;\n      });`,
        ),
      ],
    },
    {
      name: 'reason-lost',
      because: 'It matches the wrong class, finds nothing, and gives every failure one name of its own.',
      fails: 'unknown-currency',
      hint: 3,
      edits: [
        workflow('import { log,', 'import { ApplicationFailure, log,'),
        workflow(
          fetched,
          `const { rate, asOf } = await fetchRate({ currency, date }).catch((error: unknown) => {\n    if (error instanceof ApplicationFailure) throw error;\n    throw ApplicationFailure.create({ type: 'NoRate', message: 'no rate' });\n  });`,
        ),
      ],
    },
    {
      name: 'tries-inside-the-attempt',
      because: 'It tries three times by itself before it lets Temporal know.',
      fails: 'one-call-an-attempt',
      hint: 2,
      edits: [
        activity(
          ask,
          `const again = () => refusalsAreFinal(rates.quote({ currency, date }));\n      const { rate, asOf } = await again().catch(again).catch(again);`,
        ),
      ],
    },
    {
      name: 'date-comes-back-as-text',
      because: 'A Date goes in and a string comes out, which has none of its methods.',
      fails: 'type-error',
      hint: 3,
      edits: [
        activity(answer, 'return { currency, rate, asOf: new Date(asOf) };'),
        workflow(note, note.replace('asOf }', 'asOf: asOf.getFullYear() }')),
      ],
    },
    {
      name: 'date-made-anew',
      because:
        'The workflow knows that the Date will be a string and makes a Date of it again; the next reader does not.',
      fails: 'answers-arrive',
      hint: 3,
      edits: [
        activity(answer, 'return { currency, rate, asOf: new Date(asOf) };'),
        workflow(note, note.replace('asOf }', 'asOf: new Date(asOf).toISOString().slice(0, 10) }')),
      ],
    },
    {
      name: 'map-for-the-document',
      because: 'A Map crosses the border as an empty object, and what is read from it is missing on paper.',
      fails: 'invoice',
      hint: 3,
      folder: true,
    },
    {
      name: 'letter-with-the-document',
      because: 'Storing and mailing in one activity repeats the first when the second fails.',
      fails: 'steps-apart',
      hint: 2,
      folder: true,
    },
    {
      name: 'renamed-on-one-side',
      because: 'The worker registers an activity under its name; the workflow asks for another one.',
      fails: 'activity-unregistered',
      hint: 3,
      edits: [
        activity('async fetchRate(', 'async getRate('),
        workflow('ReturnType<typeof createActivities>', "import('./shared').Activities"),
      ],
    },
    {
      name: 'silent-heartbeat',
      because: 'It limits the silence of an attempt, and no activity ever says a word.',
      fails: 'time-limits',
      hint: 2,
      edits: [workflow(limit, `${limit}\n  heartbeatTimeout: '2 seconds',`)],
    },
    {
      name: 'letter-tried-once',
      because: 'Nobody shall get two letters, so one whose worker dies is never sent.',
      fails: 'survives-crash',
      hint: 2,
      edits: [
        workflow('const { fetchRate, storeInvoice, mailInvoice }', 'const { fetchRate, storeInvoice }'),
        workflow(
          `${limit}\n});`,
          `${limit}\n});\n\nconst { mailInvoice } = proxyActivities<ReturnType<typeof createActivities>>({\n  ${limit}\n  retry: { maximumAttempts: 1 },\n});`,
        ),
      ],
    },
    {
      name: 'five-attempts',
      because: 'It gives up a quarter of a minute into the outage; the invoice fails and nobody orders it again.',
      fails: 'waits-for-rate',
      hint: 1,
      edits: [workflow(limit, `${limit}\n  retry: { maximumAttempts: 5 },`)],
    },
    {
      name: 'quarter-of-an-hour',
      because: 'A limit for all attempts together ends the invoice when an outage is longer than the last one.',
      fails: 'waits-for-rate',
      hint: 1,
      edits: [workflow(limit, `${limit}\n  scheduleToCloseTimeout: '15 minutes',`)],
    },
    {
      name: 'remembers-the-outage',
      because: 'It keeps the promise of the first question, so every later attempt hears the same failure.',
      fails: 'waits-for-rate',
      hint: 1,
      edits: [
        activity(
          '  return {\n    async fetchRate(',
          '  const quotes = new Map<string, ReturnType<typeof rates.quote>>();\n\n  return {\n    async fetchRate(',
        ),
        activity(
          ask,
          'const day = `${currency}/${date}`;\n      const quote = quotes.get(day) ?? refusalsAreFinal(rates.quote({ currency, date }));\n      quotes.set(day, quote);\n      const { rate, asOf } = await quote;',
        ),
      ],
    },
    {
      name: 'last-known-rate',
      because: 'An outage is answered with the rate of another day, and the step counts as done.',
      fails: 'rate-known',
      hint: 2,
      edits: [
        activity(
          '  return {\n    async fetchRate(',
          '  const lastKnown = new Map<string, Awaited<ReturnType<typeof rates.quote>>>();\n\n  return {\n    async fetchRate(',
        ),
        activity(
          ask,
          `const { rate, asOf } = await refusalsAreFinal(rates.quote({ currency, date })).catch((error: unknown) => {\n        const known = lastKnown.get(currency);\n        if (!known || (error instanceof Error && error.name === 'ApplicationFailure')) throw error;\n        return known;\n      });\n      lastKnown.set(currency, { rate, asOf });`,
        ),
      ],
    },
    {
      name: 'refusal-wrapped',
      because: 'It throws an error of its own around the refusal, which is then no longer final.',
      fails: 'unknown-currency',
      hint: 3,
      edits: [
        activity(
          ask,
          `const { rate, asOf } = await refusalsAreFinal(rates.quote({ currency, date })).catch((cause: unknown) => {\n        throw new Error(\`No rate for ${'${currency}'} on ${'${date}'}.\`, { cause });\n      });`,
        ),
      ],
    },
    {
      name: 'waits-for-an-unknown-currency',
      because: 'It takes every failure for an outage, and waits for a rate that will never be there.',
      fails: 'unknown-currency',
      hint: 3,
      edits: [
        workflow('import { log, proxyActivities }', 'import { log, proxyActivities, sleep }'),
        workflow(
          fetched,
          `let found = await fetchRate({ currency, date }).catch(() => undefined);\n  while (!found) {\n    await sleep('1 minute');\n    found = await fetchRate({ currency, date }).catch(() => undefined);\n  }\n  const { rate, asOf } = found;`,
        ),
      ],
    },
    {
      name: 'letter-not-awaited',
      because: 'It asks for the letter and returns before it has begun.',
      fails: 'invoice',
      hint: 3,
      edits: [workflow('await mailInvoice(', 'void mailInvoice(')],
    },
    {
      name: 'rate-limit-is-final',
      because: 'Whoever has asked too much shall not ask again, so a busy minute ends the invoice.',
      fails: 'another-try',
      hint: 1,
      edits: [
        activity(
          "import { refusalsAreFinal } from '#world';",
          "import { ApplicationFailure } from '@temporalio/activity';\nimport { RateLimited, refusalsAreFinal } from '#world';",
        ),
        activity(
          ask,
          `const { rate, asOf } = await refusalsAreFinal(rates.quote({ currency, date })).catch((error: unknown) => {\n        if (error instanceof RateLimited) throw ApplicationFailure.nonRetryable(error.message, 'RateLimited');\n        throw error;\n      });`,
        ),
      ],
    },
    {
      name: 'rate-limit-becomes-a-value',
      because: 'It waits while the rate service is down, and makes up a rate when it is busy.',
      fails: 'another-try',
      hint: 1,
      edits: [
        activity(
          "import { refusalsAreFinal } from '#world';",
          "import { RateLimited, refusalsAreFinal } from '#world';",
        ),
        activity(
          ask,
          `const { rate, asOf } = await refusalsAreFinal(rates.quote({ currency, date })).catch((error: unknown) => {\n        if (error instanceof RateLimited) return { rate: 1, asOf: date };\n        throw error;\n      });`,
        ),
      ],
    },
    {
      name: 'no-letter-is-no-harm',
      because: 'It lets no mail server stop an invoice, so one that is away for a moment costs the letter.',
      fails: 'another-try',
      hint: 1,
      edits: [
        activity('await refusalsAreFinal(mail.send(', 'await mail.send('),
        activity('text: invoiceUrl, key }));', 'text: invoiceUrl, key }).catch(() => {});'),
      ],
    },
    {
      name: 'joins-a-question',
      because: 'Attempts for the same day wait for the one call that is under way, also when it hangs.',
      fails: 'own-call',
      hint: 1,
      edits: [
        activity(
          '  return {\n    async fetchRate(',
          '  const underWay = new Map<string, ReturnType<typeof rates.quote>>();\n\n  return {\n    async fetchRate(',
        ),
        activity(
          ask,
          'const day = `${currency}/${date}`;\n      const quote =\n        underWay.get(day) ?? refusalsAreFinal(rates.quote({ currency, date })).finally(() => underWay.delete(day));\n      underWay.set(day, quote);\n      const { rate, asOf } = await quote;',
        ),
      ],
    },
    {
      name: 'keeps-the-rate-of-a-day',
      because: 'What an attempt was answered is given to all later ones for that day, and the service is not asked.',
      fails: 'own-call',
      hint: 1,
      edits: [
        activity(
          '  return {\n    async fetchRate(',
          '  const known = new Map<string, Awaited<ReturnType<typeof rates.quote>>>();\n\n  return {\n    async fetchRate(',
        ),
        activity(
          ask,
          'const day = `${currency}/${date}`;\n      const { rate, asOf } = known.get(day) ?? (await refusalsAreFinal(rates.quote({ currency, date })));\n      known.set(day, { rate, asOf });',
        ),
      ],
    },
  ],
  right: [
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
  ],
};
