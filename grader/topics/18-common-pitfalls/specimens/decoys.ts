import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, label, notesList, report, workflow } from './edits.ts';

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
    name: 'clock-after-the-label',
    because: 'It counts from the moment in which the customer has a label, which is later than the start.',
    fails: 'days-open',
    hint: 2,
    edits: [
      workflow('  const openedAt = Date.now();\n', ''),
      workflow(label, `${label}  const openedAt = Date.now();\n`),
    ],
  },
  {
    name: 'days-of-the-calendar',
    because: 'It counts the dates between two moments, and a midnight is no day.',
    fails: 'days-open',
    hint: 2,
    edits: [
      workflow(
        'Math.floor((Date.now() - openedAt) / DAY)',
        'Math.floor(Date.now() / DAY) - Math.floor(openedAt / DAY)',
      ),
    ],
  },
  {
    name: 'arrival-not-told',
    because: 'It knows of two states, open and closed, because nothing else is decided by them.',
    fails: 'days-open',
    hint: 2,
    edits: [workflow('({ phase, notes', "({ phase: phase === 'closed' ? phase : 'open', notes")],
  },
  {
    name: 'days-until-the-parcel',
    because: 'It counts the days where the waiting ends, and takes what comes after for moments.',
    fails: 'days-open',
    hint: 2,
    edits: [
      workflow('daysOpen: Math.floor((Date.now() - openedAt) / DAY)', 'daysOpen'),
      workflow(
        '  const report = photosUrl',
        '  const daysOpen = Math.floor((Date.now() - openedAt) / DAY);\n  const report = photosUrl',
      ),
    ],
  },
  {
    name: 'pictures-refused-for-ever',
    because: 'It picks the id out of the report, and the mark that makes a refusal final is lost on the way.',
    fails: 'refused-once',
    hint: 2,
    edits: [activity(report, '  const { reportId } = await returns.inspect({ photosUrl });\n  return { reportId };\n')],
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
