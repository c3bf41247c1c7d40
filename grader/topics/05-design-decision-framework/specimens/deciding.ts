import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, askBureau, file, letter, limit, proxy, workflow } from './edits.ts';

const decision = "points >= 600 && report.defaults === 0 ? 'approved' : 'refused';";

/** Ways to decide wrongly, to let an activity decide, or to make one step of two. */
export const deciding: readonly WrongSpecimen[] = [
  {
    name: 'no-file-below-zero',
    because: 'It mends a score that looks odd, where it is written down.',
    fails: 'decision',
    hint: 1,
    edits: [workflow(file, file.replace('points', 'Math.max(0, points)'))],
  },
  {
    name: 'above-six-hundred',
    because: '“From 600 on” becomes “more than 600”.',
    fails: 'decision',
    hint: 3,
    edits: [workflow(decision, decision.replace('>=', '>'))],
  },
  {
    name: 'defaults-forgotten',
    because: 'It takes the score for the whole rule.',
    fails: 'decision',
    hint: 3,
    edits: [workflow(decision, "points >= 600 ? 'approved' : 'refused';")],
  },
  {
    name: 'both-facts-in-one',
    because: 'It saves an activity by fetching two things in one.',
    fails: 'one-step-each',
    hint: 2,
    folder: true,
  },
  {
    name: 'letter-and-archive-in-one',
    because: 'What belongs together is put into one activity.',
    fails: 'one-step-each',
    hint: 2,
    edits: [
      activity(
        'await loans.send(letter);',
        'await loans.send(letter);\n  await loans.archive({ ...letter, key: `${letter.key}/archive` } as never);',
      ),
      workflow(
        `${letter}\n  ${file}`,
        'await sendDecision({ applicationId, decision, reference, score: points, key: `${applicationId}/letter` } as never);',
      ),
    ],
  },
  {
    name: 'letter-and-archive-again-together',
    because: 'It makes the tries itself, around both steps at once.',
    fails: 'one-step-each',
    hint: 2,
    edits: [
      workflow(
        proxy,
        `const { sendDecision, archive } = proxyActivities<typeof activities>({\n  ${limit}\n  retry: { maximumAttempts: 1 },\n});\nconst { fetchCreditReport, fetchAccounts } =`,
      ),
      workflow(
        `${letter}\n  ${file}`,
        `for (let isDone = false; !isDone; ) {\n    try {\n      ${letter}\n      ${file}\n      isDone = true;\n    } catch {\n      await sleep('10 seconds');\n    }\n  }`,
      ),
    ],
  },
  {
    name: 'creditworthy-added',
    because: 'It lets the fetch say what follows from the report, beside the report.',
    fails: 'facts-only',
    hint: 2,
    edits: [
      activity(
        askBureau,
        'Promise<CreditReport & { creditworthy: boolean }> {\n  const report = await bureau.report({ applicant });\n  return { ...report, creditworthy: report.defaults === 0 };',
      ),
      workflow(decision, decision.replace('report.defaults === 0', 'report.creditworthy')),
    ],
  },
  {
    name: 'next-step-from-the-bank',
    because: 'The activity that has all the facts takes the decision, too.',
    fails: 'facts-only',
    hint: 2,
    folder: true,
  },
];
