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
];
