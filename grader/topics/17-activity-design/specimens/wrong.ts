import type { WrongSpecimen } from '../../../check/zoo.ts';
import {
  activity,
  added,
  created,
  parsed,
  quick,
  sdk,
  sent,
  silence,
  slow,
  ticket,
  verified,
  workflow,
  world,
} from './edits.ts';

/** Ways to cut the work badly, and to send too much along. */
const cuts: readonly WrongSpecimen[] = [
  {
    name: 'product-between-two-batches',
    because: 'It moves on by fifty and takes forty-nine.',
    fails: 'onboarded',
    hint: 1,
    edits: [activity('products.slice(from, from + 50)', 'products.slice(from, from + 49)')],
  },
  {
    name: 'one-giant-activity',
    because: 'It takes an activity for a place where a program can be put as it is.',
    fails: 'tried-again',
    hint: 1,
    folder: true,
  },
  {
    name: 'catalogue-in-a-parcel',
    because: 'It packs the catalogue before it hands it on, and the parcel still grows with what is in it.',
    fails: 'lean-history',
    hint: 2,
    edits: [
      activity(
        ticket,
        "const { gzipSync } = await import('node:zlib');\n      return { catalogueRef: ref && gzipSync(JSON.stringify(products)).toString('base64') };",
      ),
      activity(
        parsed,
        "JSON.parse((await import('node:zlib')).gunzipSync(Buffer.from(store && catalogueRef, 'base64')).toString())",
      ),
    ],
  },
  {
    name: 'catalogue-in-memory',
    because: 'It leaves the catalogue in a variable of the worker, and takes the next activity to run there, too.',
    fails: 'any-worker',
    hint: 2,
    edits: [
      activity(
        'const { ref } = await store.put({ text: JSON.stringify(products), key: `${sellerId}/catalogue` });',
        'const ref = sellerId;\n      process.env[`catalogue of ${ref}`] = JSON.stringify(products);',
      ),
      activity(parsed, "JSON.parse((store && process.env[`catalogue of ${catalogueRef}`]) ?? '')"),
    ],
  },
  {
    name: 'token-as-a-result',
    because: 'It returns the token for whoever may need it later, and so writes it down for everybody.',
    fails: 'lean-history',
    hint: 3,
    edits: [activity(ticket, 'return { catalogueRef: ref, token };')],
  },
  {
    name: 'object-under-a-new-key',
    because:
      'It makes up a key where it stores, so each attempt has another, and a lost answer leaves an object nobody knows.',
    fails: 'tried-again',
    hint: 4,
    edits: [activity('key: `${sellerId}/catalogue` }', 'key: `${sellerId}/${crypto.randomUUID()}` }')],
  },
];

/** Ways to fail that tell too little. */
const failures: readonly WrongSpecimen[] = [
  {
    name: 'thrown-string',
    because: 'A string has no type, so nothing can know that this failure is final.',
    fails: 'refused-by-name',
    hint: 2,
    edits: [
      activity(world, world.replace('{ ', '{ Refusal, ')),
      activity(
        verified,
        'await documents.verify(query).catch((error: unknown) => {\n        if (error instanceof Refusal) throw error.code;\n        throw error;\n      });',
      ),
    ],
  },
  {
    name: 'name-not-classified',
    because: 'It lets the refusal of the account service out as it came, and an error as it came is tried again.',
    fails: 'refused-by-name',
    hint: 2,
    edits: [activity(created, 'return await accounts.create(account);')],
  },
  {
    name: 'final-without-a-type',
    because: 'It says that the failure is final, and leaves the reason in a message.',
    fails: 'refused-by-name',
    hint: 4,
    edits: [
      activity(sdk, sdk.replace('{ ', '{ ApplicationFailure, ')),
      activity(
        verified,
        "await documents.verify(query).catch((error: Error) => {\n        if (error.name !== 'Refusal') throw error;\n        throw ApplicationFailure.nonRetryable(error.message);\n      });",
      ),
    ],
  },
  {
    name: 'every-failure-is-a-rejection',
    because: 'It knows one way for the papers to fail, and gives that name to a lost connection as well.',
    fails: 'tried-again',
    hint: 4,
    edits: [
      activity(sdk, sdk.replace('{ ', '{ ApplicationFailure, ')),
      activity(
        verified,
        "await documents.verify(query).catch((error: Error & { code?: string }) => {\n        const type = error.code ?? 'DocumentsRejected';\n        throw ApplicationFailure.nonRetryable(error.message, type);\n      });",
      ),
    ],
  },
  {
    name: 'retries-of-the-client',
    because: 'It tries once more by itself before it lets Temporal know.',
    fails: 'tried-again',
    hint: 2,
    edits: [
      activity(
        sent,
        "const letter = { to: email, subject: 'Welcome to Harbour', key };\n      await refusalsAreFinal(mail.send(letter).catch(() => mail.send(letter)));",
      ),
    ],
  },
];

/** Limits that do not fit the work. */
const limits: readonly WrongSpecimen[] = [
  {
    name: 'seconds-for-the-import',
    because: 'It gives the import the limit of a quick step.',
    fails: 'limits-fit',
    hint: 2,
    edits: [workflow(slow, "startToCloseTimeout: '45 seconds',")],
  },
  {
    name: 'silence-of-a-blink',
    because: 'It counts on a report every few seconds, and one call of the import may take a minute.',
    fails: 'limits-fit',
    hint: 3,
    edits: [workflow(silence, "heartbeatTimeout: '20 seconds',")],
  },
  {
    name: 'import-in-the-workflow-task',
    because: 'It takes a local activity for a faster one.',
    fails: 'not-local',
    hint: 2,
    edits: [
      workflow('import { proxyActivities }', 'import { proxyActivities, proxyLocalActivities }'),
      workflow(
        `const { importCatalogue } = proxyActivities<Activities>({\n  ${slow}\n  // It reports after each call, so its death is noticed long before the hour is over.\n  ${silence}`,
        `const { importCatalogue } = proxyLocalActivities<Activities>({\n  ${slow}`,
      ),
    ],
  },
  {
    name: 'an-hour-for-everything',
    because: 'It takes the limit of the slowest step for all of them.',
    fails: 'limits-fit',
    hint: 2,
    edits: [workflow(quick, "startToCloseTimeout: '45 minutes',")],
  },
  {
    name: 'promise-on-the-queue',
    because: 'It takes the limit on the queue for a promise to the customer.',
    fails: 'limits-fit',
    hint: 2,
    edits: [workflow(quick, `${quick}\n  scheduleToStartTimeout: '10 seconds',`)],
  },
  {
    name: 'ten-minutes-in-all',
    because: 'It bounds all attempts together, and the time in the queue is counted there as well.',
    fails: 'limits-fit',
    hint: 2,
    edits: [workflow(quick, `${quick}\n  scheduleToCloseTimeout: '10 minutes',`)],
  },
  {
    name: 'deaf-import',
    because: 'It reports, and never looks at what comes back with the answer.',
    fails: 'stops-importing',
    hint: 3,
    edits: [activity(added, 'catalogue.add(batch)')],
  },
  {
    name: 'silent-import',
    because: 'It looks for a cancellation, which can only arrive with the answer to a report.',
    fails: 'stops-importing',
    hint: 3,
    edits: [activity('        heartbeat();\n', '        if (from < 0) heartbeat();\n')],
  },
];

export const wrong = [...cuts, ...failures, ...limits];
