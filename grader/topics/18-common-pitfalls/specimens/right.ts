import type { RightSpecimen } from '../../../check/zoo.ts';
import { notesList, workflow } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'class-of-its-own',
    because:
      'The state is in an object of each run, the failure is a class that may end the workflow, and the items go one by one.',
    folder: true,
  },
  {
    name: 'local-activities',
    because:
      'The short steps run beside the workflow, without a task of their own; the letter is begun early and awaited.',
    folder: true,
  },
  {
    name: 'children-and-a-daily-look',
    because:
      'Each item and the letter are workflows of their own, the notes are in a file of their own, and the wait ends every day to begin again.',
    folder: true,
  },
  {
    name: 'notes-and-start-of-the-run',
    because:
      'What was no mistake may be written in another way, too: a local list, and the start as the server has it.',
    edits: [
      workflow('  setHandler,\n', '  setHandler,\n  workflowInfo,\n'),
      workflow(
        '  const openedAt = Date.now();',
        `  const openedAt = workflowInfo().startTime.getTime();\n  ${notesList}`,
      ),
    ],
  },
];
