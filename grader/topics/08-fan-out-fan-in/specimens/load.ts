import type { WrongSpecimen } from '../../../check/zoo.ts';
import { child, edit, priced } from './edits.ts';

const results = '  const results: ChunkResult[] = [];\n';
const push = `    results.push(${child});\n  }\n`;

/** Ways to ask for too much, too little, or to keep too much in one place. */
export const load: readonly WrongSpecimen[] = [
  {
    name: 'one-by-one',
    because: 'It fears the limit and does one thing at a time.',
    fails: 'at-once',
    hint: 1,
    edits: [edit('{ length: maxInFlight }', '{ length: 1 }')],
  },
  {
    name: 'even-chunks',
    because: 'It cuts chunks of about one size, rounds that down, and gives the last one all that is left over.',
    fails: 'small-histories',
    hint: 1,
    edits: [
      edit(
        'start < skus.length; start += chunkSize) {',
        'start < skus.length; ) {\n    const count = Math.ceil(skus.length / chunkSize);\n    const even = Math.floor(skus.length / count);\n    const end = start / even === count - 1 ? skus.length : start + even;',
      ),
      edit(
        'skus.slice(start, start + chunkSize), maxInFlight };',
        'skus.slice(start, end), maxInFlight };\n    start = end;',
      ),
    ],
  },
  {
    name: 'one-clerk-missing',
    because: 'It counts its clerks from 1 to below the limit; with a limit of 1 there is none.',
    fails: 'complete',
    hint: 4,
    edits: [edit('{ length: maxInFlight }', '{ length: maxInFlight - 1 }')],
  },
  {
    name: 'chunk-at-once',
    because: 'It takes the size of a chunk for a limit.',
    fails: 'limit',
    hint: 2,
    edits: [edit('{ length: maxInFlight }', '{ length: skus.length }')],
  },
  {
    name: 'limit-for-each-chunk',
    because: 'It starts all chunks side by side and gives each of them the limit of the whole run.',
    fails: 'limit',
    hint: 2,
    edits: [
      edit(results, '  const started: Promise<ChunkResult>[] = [];\n'),
      edit(
        push,
        `    started.push(${child.replace('await ', '')});\n  }\n  const results = await Promise.all(started);\n`,
      ),
    ],
  },
  {
    name: 'limit-share-rounded',
    because: 'It divides the limit among the chunks and rounds each share: together they are more than the limit.',
    fails: 'limit',
    hint: 2,
    folder: true,
  },
  {
    name: 'limit-share-rounded-up',
    because: 'It rounds each share up, so that no chunk comes away with less than it should.',
    fails: 'limit',
    hint: 2,
    folder: true,
  },
  {
    name: 'semaphore-not-asked-again',
    because: 'It takes the place that was free when it began to wait; so did all others that waited with it.',
    fails: 'limit',
    hint: 2,
    folder: true,
  },
  {
    name: 'chunks-without-workflows',
    because: 'It cuts the list, and calls the function of the chunk as an ordinary function: one history for all.',
    fails: 'small-histories',
    hint: 3,
    edits: [edit('import { executeChild, proxy', 'import { proxy'), edit(child, 'await repriceChunk(chunk)')],
  },
  {
    name: 'rest-in-the-last-chunk',
    because: 'It gives what is left over to the last whole chunk, so that no child has next to nothing to do.',
    fails: 'small-histories',
    hint: 3,
    edits: [
      edit('start < skus.length;', 'start === 0 || start + chunkSize <= skus.length;'),
      edit(
        'skus.slice(start, start + chunkSize)',
        'skus.slice(start, start + 2 * chunkSize > skus.length ? undefined : start + chunkSize)',
      ),
    ],
  },
  {
    name: 'documents-from-child',
    because: 'It strips the documents where the lists are joined: by then the child has handed them over.',
    fails: 'references',
    hint: 2,
    folder: true,
  },
  {
    name: 'documents-brought-home',
    because: 'It collects everything that somebody might want to read later.',
    fails: 'references',
    hint: 2,
    edits: [
      edit('const { repriceSku } =', 'const { repriceSku, loadDocument } ='),
      edit(
        `    const { priceRef } = await repriceSku({ sku, key: \`\${workflowInfo().workflowId}/\${sku}\` });\n${priced}`,
        '    const { priceRef, documentUrl } = await repriceSku({ sku, key: `${workflowInfo().workflowId}/${sku}` });\n    return { sku, priceRef, ...(await loadDocument({ documentUrl })) };\n',
      ),
    ],
  },
  {
    name: 'chunks-named-by-article',
    because:
      'It names a child by its first article, as if ids belonged to their parent; another run has the same article.',
    fails: 'two-runs',
    hint: 2,
    edits: [edit('{ args: [chunk] }', '{ args: [chunk], workflowId: `reprice-from-${chunk.skus[0]}` }')],
  },
];
