import type { WrongSpecimen } from '../../../check/zoo.ts';
import { notesList, workflow } from './edits.ts';

/** What was right in the pull request, "repaired" until it was not. */
export const undone: readonly WrongSpecimen[] = [
  {
    name: 'clock-read-once',
    because: '`Date.now()` is said to be forbidden in workflows, so it is called once and kept.',
    fails: 'days-open',
    hint: 2,
    edits: [
      workflow('(Date.now() - openedAt)', '(now - openedAt)'),
      workflow('  const openedAt = Date.now();', '  const now = Date.now();\n  const openedAt = now;'),
    ],
  },
  {
    name: 'notes-in-a-workers-memory',
    because: 'Module variables are said to be unsafe in workflows, so the list moves to where they are.',
    fails: 'own-notes',
    hint: 2,
    folder: true,
  },
  {
    name: 'notes-on-a-prototype',
    because: 'It wants the notes to outlive the module, and finds the one place that all returns of a worker share.',
    fails: 'own-notes',
    hint: 2,
    edits: [
      workflow(
        notesList,
        'const shared = Array.prototype as unknown as { notes?: string[] };\nshared.notes ??= [];\nconst notes = shared.notes;',
      ),
    ],
  },
];
