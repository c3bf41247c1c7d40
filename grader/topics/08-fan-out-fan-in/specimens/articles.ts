import type { WrongSpecimen } from '../../../check/zoo.ts';
import { caught, child, edit } from './edits.ts';

/** Ways to lose articles, their failures or their places. */
export const articles: readonly WrongSpecimen[] = [
  {
    name: 'last-chunk-lost',
    because: 'It counts whole chunks, and the rest of the division is forgotten.',
    fails: 'complete',
    hint: 3,
    edits: [edit('start < skus.length;', 'start + chunkSize <= skus.length;')],
  },
  {
    name: 'empty-is-a-failure',
    because: 'It takes a catalogue without articles for a mistake of the caller.',
    fails: 'empty',
    hint: 1,
    edits: [
      edit('import { executeChild', 'import { ApplicationFailure, executeChild'),
      edit(
        '  const results: ChunkResult[] = [];\n',
        "  if (skus.length === 0) throw ApplicationFailure.nonRetryable('nothing to do', 'EmptyCatalogue');\n  const results: ChunkResult[] = [];\n",
      ),
    ],
  },
  {
    name: 'one-failure-fails-all',
    because: 'It leaves `Promise.all` alone with a promise that rejects, and that ends the wait for all the others.',
    fails: 'others-go-on',
    hint: 2,
    edits: [edit(caught, '    throw error;\n')],
  },
  {
    name: 'one-failure-fails-the-chunk',
    because:
      'It catches the failure one level too high: a chunk with one bad article counts as failed from end to end.',
    fails: 'others-go-on',
    hint: 2,
    edits: [
      edit(caught, '    throw error;\n'),
      edit(
        child,
        `${child}.catch((error) => ({\n      repriced: [],\n      failed: chunk.skus.map((sku) => ({ sku, reason: reasonOf(error) })),\n    }))`,
      ),
    ],
  },
  {
    name: 'catch-around-clerk',
    because: 'It catches the failure around the loop of a clerk: the article is listed, and the clerk goes home.',
    fails: 'others-go-on',
    hint: 4,
    folder: true,
  },
  {
    name: 'semaphore-keeps-the-place',
    because: 'It gives a place back after a price, and never after a failure.',
    fails: 'others-go-on',
    hint: 2,
    folder: true,
  },
  {
    name: 'total-of-the-priced',
    because: 'It counts what has a new price, and calls that all that was asked for.',
    fails: 'failures-told',
    hint: 1,
    edits: [edit('total: skus.length', 'total: results.flatMap(({ repriced }) => repriced).length')],
  },
  {
    name: 'failures-dropped',
    because: 'It catches the failure so that nothing breaks, and then nobody hears of it.',
    fails: 'failures-told',
    hint: 2,
    edits: [edit("failed: outcomes.filter((outcome) => 'reason' in outcome)", 'failed: []')],
  },
  {
    name: 'outermost-message',
    because: 'It tells what the outermost error says, which is the same for every activity that ever failed.',
    fails: 'failures-told',
    hint: 3,
    edits: [edit(caught, '    return { sku, reason: error instanceof Error ? error.message : reasonOf(error) };\n')],
  },
  {
    name: 'only-refusals-caught',
    because: 'It expects the one failure that it has seen, and throws every other.',
    fails: 'outage',
    hint: 2,
    edits: [
      edit(
        caught,
        "    const reason = reasonOf(error);\n    if (reason !== 'NoPrice') throw error;\n    return { sku, reason };\n",
      ),
    ],
  },
  {
    name: 'reason-taken-for-granted',
    because: 'It knows of one reason only, and writes it down whatever happened.',
    fails: 'outage',
    hint: 3,
    edits: [edit(caught, "    reasonOf(error);\n    return { sku, reason: 'NoPrice' };\n")],
  },
  {
    name: 'asked-again',
    because: 'It gives what met an outage a second chance in the same night, after five attempts.',
    fails: 'outage',
    hint: 1,
    edits: [
      edit(
        '  return {\n    repriced: outcomes',
        "  for (const [place, outcome] of outcomes.entries())\n    if ('reason' in outcome && outcome.reason !== 'NoPrice') outcomes[place] = await repriceOne(outcome.sku);\n\n  return {\n    repriced: outcomes",
      ),
    ],
  },
  {
    name: 'only-answers-caught',
    because: 'It lists what the pricing engine said, and throws all else, of which a cancellation comes to its mind.',
    fails: 'unanswered',
    hint: 2,
    edits: [
      edit('import { executeChild', 'import { ActivityFailure, ApplicationFailure, executeChild'),
      edit(
        caught,
        `    if (!(error instanceof ActivityFailure && error.cause instanceof ApplicationFailure)) throw error;\n${caught}`,
      ),
    ],
  },
  {
    name: 'type-of-whatever-it-was',
    because: 'It reads the type of the cause itself, and takes every cause for one that has a type.',
    fails: 'unanswered',
    hint: 3,
    edits: [
      edit('import { executeChild', 'import { type ApplicationFailure, executeChild'),
      edit(
        caught,
        '    reasonOf(error);\n    return { sku, reason: ((error as Error).cause as ApplicationFailure).type as string };\n',
      ),
    ],
  },
  {
    name: 'cancelled-is-a-lost-chunk',
    because: 'It catches whatever a chunk can end with, also that somebody has cancelled the run.',
    fails: 'cancelled',
    hint: 2,
    edits: [
      edit(
        `    results.push(${child});\n`,
        `    try {\n      results.push(${child});\n    } catch {\n      results.push({ repriced: [], failed: chunk.skus.map((sku) => ({ sku, reason: 'ChunkLost' })) });\n    }\n`,
      ),
    ],
  },
  {
    name: 'cancelled-is-a-reason',
    because: 'It reads the reason itself, and a cancellation is one as good as any.',
    fails: 'cancelled',
    hint: 2,
    folder: true,
  },
  {
    name: 'cancelled-is-settled',
    because: 'It has no `catch`, and reads whatever `allSettled` rejected as the failure of an article.',
    fails: 'cancelled',
    hint: 2,
    folder: true,
  },
  {
    name: 'shielded-from-cancellation',
    because: 'No article may be lost, so it lets nothing end a chunk before its time.',
    fails: 'cancelled',
    hint: 2,
    edits: [
      edit('import { executeChild', 'import { CancellationScope, executeChild'),
      edit(child, `await CancellationScope.nonCancellable(() => executeChild(repriceChunk, { args: [chunk] }))`),
    ],
  },
  {
    name: 'key-of-the-article',
    because: 'It takes a key for the name of the article, and another night gets the prices of this one.',
    fails: 'two-runs',
    hint: 1,
    edits: [
      edit('`${workflowInfo().workflowId}/${sku}`', '`reprice/${sku}`'),
      edit('proxyActivities, workflowInfo }', 'proxyActivities }'),
    ],
  },
  {
    name: 'key-of-the-night',
    because: 'It expects one run a night, and another run of the same night gets the prices of this one.',
    fails: 'two-runs',
    hint: 1,
    edits: [
      edit('`${workflowInfo().workflowId}/${sku}`', '`${workflowInfo().startTime.toISOString().slice(0, 10)}/${sku}`'),
    ],
  },
  {
    name: 'key-by-place-in-chunk',
    because: 'It numbers the calls of a chunk, and begins at 0 again in the next one.',
    fails: 'complete',
    hint: 1,
    folder: true,
  },
  {
    name: 'completion-order',
    because: 'It appends each result when it is there.',
    fails: 'order',
    hint: 2,
    edits: [
      edit(
        'for (const [place, sku] of queue) outcomes[place] = await repriceOne(sku);',
        'for (const [, sku] of queue) outcomes.push(await repriceOne(sku));',
      ),
    ],
  },
  {
    name: 'sorted-by-number',
    because: 'It sees that the order is another one every night, and takes the first that is the same every night.',
    fails: 'order',
    hint: 2,
    edits: [
      edit(
        'for (const [place, sku] of queue) outcomes[place] = await repriceOne(sku);',
        'for (const [, sku] of queue) outcomes.push(await repriceOne(sku));',
      ),
      edit(
        '  return {\n    repriced: outcomes',
        '  outcomes.sort((one, other) => one.sku.localeCompare(other.sku));\n  return {\n    repriced: outcomes',
      ),
    ],
  },
  {
    name: 'object-by-number',
    because:
      'It keeps the outcomes in an object, by article: keys that look like whole numbers come first, and ascending.',
    fails: 'order',
    hint: 2,
    edits: [
      edit(
        '  const outcomes: (Repriced | Failed)[] = [];\n  const queue = skus.entries();\n',
        "  const bySku: Record<string, Repriced | Failed> = Object.fromEntries(\n    skus.map((sku) => [sku, { sku, reason: 'NotAsked' }]),\n  );\n  const queue = skus.values();\n",
      ),
      edit(
        '    for (const [place, sku] of queue) outcomes[place] = await repriceOne(sku);\n  };\n  await Promise.all(Array.from({ length: maxInFlight }, clerk));\n',
        '    for (const sku of queue) bySku[sku] = await repriceOne(sku);\n  };\n  await Promise.all(Array.from({ length: maxInFlight }, clerk));\n  const outcomes = Object.values(bySku);\n',
      ),
    ],
  },
];
