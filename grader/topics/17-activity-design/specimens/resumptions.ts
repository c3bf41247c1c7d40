import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, added, batches, resuming, sdk } from './edits.ts';

/** Ways to go on at another place than where the work ended. */
export const resumptions: readonly WrongSpecimen[] = [
  {
    name: 'renumbered-batches',
    because:
      'It goes on where it was, and counts its calls from nought again, so another batch comes under an old key.',
    fails: 'any-worker',
    hint: 4,
    edits: [
      activity(sdk, sdk.replace('{ ', '{ activityInfo, ')),
      activity(batches, resuming({ start: 'let call = 0;\n      ', key: '`${key}/batch-${call++}`' })),
    ],
  },
  {
    name: 'reports-before-it-does',
    because: 'It reports a batch that it is about to import, so after a failure that batch counts as done.',
    fails: 'tried-again',
    hint: 4,
    edits: [
      activity(sdk, sdk.replace('{ ', '{ activityInfo, ')),
      activity(batches, resuming({ early: 'heartbeat(from + 50);\n        ' })),
    ],
  },
  {
    name: 'reports-what-failed',
    because: 'It reports in a `finally` how far it is, also when the call has failed.',
    fails: 'tried-again',
    hint: 4,
    edits: [
      activity(sdk, sdk.replace('{ ', '{ activityInfo, ')),
      activity(
        batches,
        resuming().replace(
          `(${added});\n        heartbeat(from + 50);`,
          `(${added}).finally(() => heartbeat(from + 50));`,
        ),
      ),
    ],
  },
  {
    name: 'counts-its-own-attempt',
    because: 'It goes on at the right place, and counts from nought what it has imported.',
    fails: 'any-worker',
    hint: 4,
    edits: [
      activity(sdk, sdk.replace('{ ', '{ activityInfo, ')),
      activity(
        `${batches}\n      return { products: products.length };`,
        `${resuming({ start: 'let imported = 0;\n      ' }).replace('heartbeat(from + 50);', 'imported += batch.products.length;\n        heartbeat(from + 50);')}\n      return { products: imported };`,
      ),
    ],
  },
];
