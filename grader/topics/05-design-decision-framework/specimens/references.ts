import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, letter, reference, workflow } from './edits.ts';

const send = 'export async function sendDecision(letter: Letter): Promise<void> {\n  await loans.send(letter);';

/** References that are made more than once, or are the same for two loans. */
export const references: readonly WrongSpecimen[] = [
  {
    name: 'reference-made-while-sending',
    because: 'An id is made where it is needed, and that is an activity that may run twice.',
    fails: 'one-reference',
    hint: 2,
    folder: true,
  },
  {
    name: 'a-reference-for-each',
    because: 'It makes the id in the workflow, but anew wherever one is needed.',
    fails: 'one-reference',
    hint: 4,
    edits: [workflow(letter, letter.replace('reference,', 'reference: uuid4(),'))],
  },
  {
    name: 'reference-of-the-applicant',
    because: 'It names the person, where there may be two loans for one person.',
    fails: 'one-reference',
    hint: 4,
    edits: [workflow(reference, 'const reference = `loan-of-${applicant}`;')],
  },
  {
    name: 'reference-of-the-day',
    because: 'It takes a name and a date for enough, where a customer asks twice a day.',
    fails: 'one-reference',
    hint: 4,
    edits: [workflow(reference, 'const reference = `${applicant}/${new Date().toISOString().slice(0, 10)}`;')],
  },
  {
    name: 'reference-of-the-second',
    because: 'It is the same at every replay, and the same for whoever comes in the same second.',
    fails: 'one-reference',
    hint: 4,
    edits: [workflow(reference, 'const reference = `HB-${new Date().toISOString().slice(0, 19)}`;')],
  },
  {
    name: 'four-characters',
    because: 'It shortens an id to what can be said on the telephone.',
    fails: 'room-for-all',
    hint: 4,
    edits: [workflow(reference, 'const reference = uuid4().slice(0, 4).toUpperCase();')],
  },
  {
    name: 'six-digits',
    because: 'It draws a number, and a million seems to be many.',
    fails: 'room-for-all',
    hint: 4,
    edits: [workflow(reference, "const reference = String(Math.floor(Math.random() * 1e6)).padStart(6, '0');")],
  },
  {
    name: 'reference-kept-by-the-worker',
    because: 'It remembers the first reference in the process that made it.',
    fails: 'reference-outlives',
    hint: 2,
    edits: [
      activity(
        send,
        "const references = new Map<string, string>();\n\nexport async function sendDecision(letter: Omit<Letter, 'reference'>): Promise<{ reference: string }> {\n  const reference = references.get(letter.applicationId) ?? crypto.randomUUID();\n  references.set(letter.applicationId, reference);\n  await loans.send({ ...letter, reference });\n  return { reference };",
      ),
      workflow(
        `${reference}\n  ${letter}`,
        letter.replace('await', 'const { reference } = await').replace(' reference, key', ' key'),
      ),
    ],
  },
];
