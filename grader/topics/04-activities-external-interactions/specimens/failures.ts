import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, ask, fetched, limit, workflow } from './edits.ts';

/** Ways to keep a failure from Temporal, or its reason from whoever asked. */
export const failures: readonly WrongSpecimen[] = [
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
    name: 'refused-letter-is-a-warning',
    because: 'The document is there, so it takes a letter that nobody can get for a line in a log.',
    fails: 'refusal-told',
    hint: 2,
    edits: [
      workflow(
        'await mailInvoice({ orderId, email, invoiceUrl, key: `${orderId}/mail` });',
        "await mailInvoice({ orderId, email, invoiceUrl, key: `${orderId}/mail` }).catch((error: unknown) => log.warn('no letter', { error }));",
      ),
    ],
  },
];
