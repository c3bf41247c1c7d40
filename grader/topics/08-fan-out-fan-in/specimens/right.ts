import type { RightSpecimen } from '../../../check/zoo.ts';
import { edit } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'windows-of-all-settled',
    because: '`Promise.allSettled` over slices: each slice waits for its slowest article, which is slower, not wrong.',
    folder: true,
  },
  {
    name: 'semaphore',
    because: 'All articles of a chunk are promised at once, and a semaphore lets so many through.',
    folder: true,
  },
  {
    name: 'limit-shared-by-chunks',
    because: 'The chunks run side by side, and the limit is divided among them.',
    folder: true,
  },
  {
    name: 'continued-as-new',
    because: 'A chunk is one run of a chain: the history stays as small, and the next run goes on with the rest.',
    folder: true,
  },
  {
    name: 'local-activities',
    because: 'Local activities are counted and caught like others; an article is one event then.',
    edits: [
      edit('import { executeChild, proxyActivities,', 'import { executeChild, proxyLocalActivities,'),
      edit('= proxyActivities<', '= proxyLocalActivities<'),
    ],
  },
  {
    name: 'chunks-named-by-parent',
    because: 'An id that begins with that of the parent belongs to this run alone, and is easier to find.',
    edits: [edit('{ args: [chunk] }', '{ args: [chunk], workflowId: `${workflowInfo().workflowId}/${start}` }')],
  },
];
