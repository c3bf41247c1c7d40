import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, added, created, fetched, loop, parsed, sdk, sent, ticket, verified, world } from './edits.ts';
import { limits } from './limits.ts';
import { resumptions } from './resumptions.ts';

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
    name: 'token-of-the-first-seller',
    because: 'It asks the slow vault once, and keeps the token where the activities of all sellers find it.',
    fails: 'onboarded',
    hint: 1,
    edits: [
      activity(
        '  return {\n    async verifyDocuments',
        '  let token: string | undefined;\n  return {\n    async verifyDocuments',
      ),
      activity(
        'const { token } = await vault.token({ sellerId });',
        'token ??= (await vault.token({ sellerId })).token;',
      ),
    ],
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

/** Ways to fail that tell too little, or too much. */
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
    name: 'letter-refused-in-silence',
    because: 'It takes the letter for an extra: where it is refused, the onboarding is called done.',
    fails: 'refused-by-name',
    hint: 3,
    edits: [
      activity(world, world.replace('{ ', '{ Refusal, ')),
      activity(
        "await refusalsAreFinal(mail.send({ to: email, subject: 'Welcome to Harbour', key }));",
        "await mail.send({ to: email, subject: 'Welcome to Harbour', key }).catch((error: unknown) => {\n        if (!(error instanceof Refusal)) throw error;\n      });",
      ),
    ],
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
    name: 'token-in-a-failure',
    because: 'It says in the failure which download it was, with all that was asked for.',
    fails: 'lean-history',
    hint: 3,
    edits: [
      activity(
        fetched,
        'const query = { url: catalogueUrl, token };\n      const { products } = await catalogue.fetch(query).catch((cause: Error) => {\n        throw new Error(`download failed: ${JSON.stringify(query)}`, { cause });\n      });',
      ),
    ],
  },
  {
    name: 'token-in-the-details',
    because: 'It keeps the message clean, and puts what was asked for into the details of the failure.',
    fails: 'lean-history',
    hint: 3,
    edits: [
      activity(sdk, sdk.replace('{ ', '{ ApplicationFailure, ')),
      activity(
        fetched,
        'const query = { url: catalogueUrl, token };\n      const { products } = await catalogue.fetch(query).catch((error: unknown) => {\n        throw ApplicationFailure.fromError(error, { details: [query] });\n      });',
      ),
    ],
  },
  {
    name: 'failure-kept-for-the-end',
    because: 'It imports what can be imported before it says that something could not.',
    fails: 'tried-again',
    hint: 1,
    edits: [
      activity(loop, `const failed: unknown[] = [];\n      ${loop}`),
      activity(
        `await refusalsAreFinal(${added});\n        heartbeat();\n      }`,
        `await refusalsAreFinal(${added}).catch((error: unknown) => failed.push(error));\n        heartbeat();\n      }\n      if (failed.length > 0) throw failed[0];`,
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

export const wrong = [...cuts, ...resumptions, ...failures, ...limits];
