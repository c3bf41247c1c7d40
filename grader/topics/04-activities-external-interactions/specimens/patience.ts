import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, ask, fetched, limit, workflow } from './edits.ts';

/** Ways to give up too early or never, or to make do with another answer than that of the service. */
export const patience: readonly WrongSpecimen[] = [
  {
    name: 'silent-heartbeat',
    because: 'It limits the silence of an attempt, and no activity ever says a word.',
    fails: 'time-limits',
    hint: 2,
    edits: [workflow(limit, `${limit}\n  heartbeatTimeout: '2 seconds',`)],
  },
  {
    name: 'two-minutes-to-store',
    because:
      'A document is stored in a moment, so it gives all attempts two minutes; a new worker may come later than that.',
    fails: 'survives-crash',
    hint: 2,
    edits: [
      workflow('const { fetchRate, storeInvoice, mailInvoice }', 'const { fetchRate, mailInvoice }'),
      workflow(
        `${limit}\n});`,
        `${limit}\n});\n\nconst { storeInvoice } = proxyActivities<ReturnType<typeof createActivities>>({\n  ${limit}\n  scheduleToCloseTimeout: '2 minutes',\n});`,
      ),
    ],
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
    name: 'an-hour-in-all',
    because: 'It gives all attempts together an hour, and an outage does not keep to that.',
    fails: 'waits-for-rate',
    hint: 1,
    edits: [workflow(limit, `${limit}\n  scheduleToCloseTimeout: '1 hour',`)],
  },
  {
    name: 'an-hour-by-the-workflow',
    because: 'It lets the service fail as long as it likes, and has a timer of its own that calls the invoice off.',
    fails: 'waits-for-rate',
    hint: 1,
    edits: [
      workflow('import { log, proxyActivities }', 'import { CancellationScope, log, proxyActivities }'),
      workflow(
        'await fetchRate({ currency, date })',
        "await CancellationScope.withTimeout('1 hour', () => fetchRate({ currency, date }))",
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
      activity("import { refusalsAreFinal } from '#world';", "import { RateLimited, refusalsAreFinal } from '#world';"),
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
];
