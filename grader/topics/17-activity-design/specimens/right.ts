import type { RightSpecimen } from '../../../check/zoo.ts';
import { activity, sdk, verified, waits, workflow } from './edits.ts';

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
    name: 'activity-for-each-batch',
    because: 'Each call of the import is a step of its own; what travels is a number and the reference.',
    folder: true,
  },
];
