import type { RightSpecimen } from '../../../check/zoo.ts';
import { activity, batches, fetched, resuming, sdk, verified, waits, workflow } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'quick-and-slow',
    because: 'Two kinds of work, two proxies: the download may have the limits of the import.',
    edits: [
      workflow(
        "const { fetchCatalogue } = proxyActivities<Activities>({ startToCloseTimeout: '10 minutes' });\n\n",
        '',
      ),
      workflow(
        "const { importCatalogue } = proxyActivities<Activities>({\n  startToCloseTimeout: '1 hour',\n  // It reports after each call, so its death is noticed long before the hour is over.\n  heartbeatTimeout: '2 minutes',",
        "const { fetchCatalogue, importCatalogue } = proxyActivities<Activities>({\n  startToCloseTimeout: '1 hour',",
      ),
    ],
  },
  {
    name: 'local-check-of-the-papers',
    because: 'A short question may be asked inside the workflow task.',
    edits: [
      workflow('import { proxyActivities }', 'import { proxyActivities, proxyLocalActivities }'),
      workflow(
        'const { verifyDocuments, createAccount, sendWelcome }',
        "const { verifyDocuments } = proxyLocalActivities<Activities>({ startToCloseTimeout: '10 seconds' });\n\nconst { createAccount, sendWelcome }",
      ),
    ],
  },
  {
    name: 'own-classification',
    because: 'The failure is made by hand: final, and with the code of the refusal as its type.',
    edits: [
      activity(sdk, sdk.replace('{ ', '{ ApplicationFailure, ')),
      activity(
        verified,
        "await documents.verify(query).catch((error: Error & { code?: string }) => {\n        if (error.code !== 'DocumentsRejected') throw error;\n        throw ApplicationFailure.create({ type: error.code, nonRetryable: true, details: [query.sellerId] });\n      });",
      ),
    ],
  },
  {
    name: 'does-not-wait-for-the-import',
    because: 'The onboarding may end before its import has heard that it is over; the import stops all the same.',
    edits: [workflow(waits, '')],
  },
  {
    name: 'two-at-a-time',
    because: 'Two calls are under way together; when one of them fails, the attempt waits for the other and ends.',
    edits: [
      activity(
        batches,
        `const add = async (from: number) => {
        if (from >= products.length) return;
        const batch = { accountId, products: products.slice(from, from + 50), key: \`\${key}/\${from}\` };
        await refusalsAreFinal(catalogue.add({ ...batch, signal: cancellationSignal() }));
        heartbeat();
      };
      for (let from = 0; from < products.length; from += 100) {
        cancellationSignal().throwIfAborted();
        const both = await Promise.allSettled([add(from), add(from + 50)]);
        for (const one of both) if (one.status === 'rejected') throw one.reason;
      }`,
      ),
    ],
  },
  {
    name: 'goes-on-from-its-report',
    because: 'It reports what is done and goes on from there; each batch keeps the key that it had.',
    edits: [activity(sdk, sdk.replace('{ ', '{ activityInfo, ')), activity(batches, resuming())],
  },
  {
    name: 'download-that-reports',
    because: 'A timer reports beside the one long call, so its death is noticed after a minute.',
    edits: [
      activity(
        fetched,
        `heartbeat();
      const pulse = setInterval(heartbeat, 10_000);
      const { products } = await catalogue
        .fetch({ url: catalogueUrl, token, signal: cancellationSignal() })
        .finally(() => clearInterval(pulse));`,
      ),
      workflow(
        "{ startToCloseTimeout: '10 minutes' }",
        "{ startToCloseTimeout: '10 minutes', heartbeatTimeout: '1 minute' }",
      ),
    ],
  },
  {
    name: 'activity-for-each-batch',
    because: 'Each call of the import is a step of its own; what travels is a number and the reference.',
    folder: true,
  },
  {
    name: 'download-with-a-timer',
    because: 'A timer beside the one call reports that the machine is alive.',
    edits: [
      workflow(
        "{ startToCloseTimeout: '10 minutes' }",
        "{\n  startToCloseTimeout: '10 minutes',\n  heartbeatTimeout: '2 minutes',\n}",
      ),
      activity(
        '      const { products } = await catalogue.fetch({ url: catalogueUrl, token });\n',
        '      const timer = setInterval(() => heartbeat(), 45_000);\n      const { products } = await catalogue\n        .fetch({ url: catalogueUrl, token })\n        .finally(() => clearInterval(timer));\n',
      ),
    ],
  },
];
