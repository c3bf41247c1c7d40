import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, fetchReport, file, rest, workflow } from './edits.ts';

const fromRules = "import { score } from './rules';";
const end = 'return { decision, score: points, reference };';

/** Work on the wrong side of the line, or in a place where nobody waits for it. */
export const places: readonly WrongSpecimen[] = [
  {
    name: 'reports-of-sunday',
    because: 'It calls a function that looks like a read, and is a table in the bundle.',
    fails: 'asks-today',
    hint: 2,
    edits: [
      workflow(fromRules, `${fromRules}\nimport { reportOf } from './reports';`),
      workflow(fetchReport, 'const report = reportOf({ applicant });'),
    ],
  },
  {
    name: 'rests-before-it-asks',
    because: 'It takes the wait for the first step.',
    fails: 'asks-today',
    hint: 3,
    edits: [workflow(rest, ''), workflow(fetchReport, `${rest}\n  ${fetchReport}`)],
  },
  {
    name: 'fetches-in-the-workflow',
    because: 'It asks the bureau where the answer is needed.',
    fails: 'undefined-name',
    hint: 2,
    edits: [
      workflow(
        fetchReport,
        'const answer = await fetch(`http://bureau.example/${applicant}`);\n  const report = (await answer.json()) as { points: number; defaults: number };',
      ),
    ],
  },
  {
    name: 'score-as-an-activity',
    because: 'It takes everything that is called business logic for an activity.',
    fails: 'four-activities',
    hint: 2,
    folder: true,
  },
  {
    name: 'decision-as-an-activity',
    because: 'It lets an activity say what happens next, and the workflow obeys.',
    fails: 'four-activities',
    hint: 2,
    folder: true,
  },
  {
    name: 'rests-in-the-letter',
    because: 'It takes the wait for a part of sending.',
    fails: 'waits-in-workflow',
    hint: 2,
    edits: [
      activity(
        'await loans.send(letter);',
        'await new Promise((resolve) => setTimeout(resolve, 86_400_000));\n  await loans.send(letter);',
      ),
      workflow(rest, ''),
    ],
  },
  {
    name: 'archive-only-started',
    because: 'It starts the child that archives, and takes that for the archiving.',
    fails: 'result-last',
    hint: 3,
    edits: [
      workflow('sleep, uuid4', 'ParentClosePolicy, sleep, startChild, uuid4'),
      workflow(
        `${file}\n  ${end}\n}`,
        `await startChild(archiveLoan, {\n    parentClosePolicy: ParentClosePolicy.ABANDON,\n    args: [{ applicationId, reference, score: points, key: \`\${applicationId}/archive\` }],\n  });\n  ${end}\n}\n\nexport async function archiveLoan(file: Parameters<typeof archive>[0]): Promise<void> {\n  await archive(file);\n}`,
      ),
    ],
  },
  {
    name: 'archive-not-awaited',
    because: 'It takes the archive for something that happens by the way.',
    fails: 'result-last',
    hint: 3,
    edits: [workflow(file, file.replace('await', 'void'))],
  },
];
