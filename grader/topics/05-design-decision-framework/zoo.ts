import type { Zoo } from '../../check/zoo.ts';
import type { Edit } from '../../submission/overlay.ts';

const fetchReport = 'const report = await fetchCreditReport({ applicant });';
const fetchBank = 'const accounts = await fetchAccounts({ applicant });';
const decision = "points >= 600 && report.defaults === 0 ? 'approved' : 'refused';";
const rest = "await sleep('24 hours');";
const reference = 'const reference = uuid4();';
const letter = 'await sendDecision({ applicationId, decision, reference, key: `${applicationId}/letter` });';
const file = 'await archive({ applicationId, reference, score: points, key: `${applicationId}/archive` });';
const fromRules = "import { score } from './rules';";
const limit = "startToCloseTimeout: '10 minutes',";
const proxy = 'const { fetchCreditReport, fetchAccounts, sendDecision, archive } =';
const proxies = `import type { Application, LoanResult } from './shared';\n\n${proxy} proxyActivities<typeof activities>({\n  ${limit}`;
const end = 'return { decision, score: points, reference };';
const askBureau = 'Promise<CreditReport> {\n  return await bureau.report({ applicant });';
const send = 'export async function sendDecision(letter: Letter): Promise<void> {\n  await loans.send(letter);';

const askBank =
  'export async function fetchAccounts({ applicant }: { applicant: string }): Promise<Accounts> {\n  return await loans.accounts({ applicant });';

/** A proxy of its own for one activity, which is given up after ten attempts. */
const tenTries = (one: string, others: string): string =>
  `const { ${one} } = proxyActivities<typeof activities>({\n  ${limit}\n  retry: { maximumAttempts: 10 },\n});\nconst { ${others} } =`;

const workflow = (replace: string, by: string): Edit => ({ file: 'workflows.ts', replace, by });
const activity = (replace: string, by: string): Edit => ({ file: 'activities.ts', replace, by });

export const zoo: Zoo = {
  wrong: [
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
    {
      name: 'everything-local',
      because: 'Local activities are said to be faster.',
      fails: 'no-local-calls',
      hint: 2,
      edits: [
        workflow('import { proxyActivities,', 'import { proxyLocalActivities,'),
        workflow('= proxyActivities<', '= proxyLocalActivities<'),
      ],
    },
    {
      name: 'ten-seconds-for-the-bureau',
      because: 'It takes one limit for all four, and a short one, so that nothing hangs.',
      fails: 'no-local-calls',
      hint: 3,
      edits: [workflow("'10 minutes'", "'10 seconds'")],
    },
    {
      name: 'silent-for-a-minute-at-most',
      because: 'A limit on silence finds a dead worker sooner, and nobody sends the heartbeats it listens for.',
      fails: 'may-be-quiet',
      hint: 3,
      edits: [workflow(limit, `${limit}\n  heartbeatTimeout: '1 minute',`)],
    },
    {
      name: 'six-minutes-for-all-attempts',
      because: 'It gives one attempt enough time, and a second one the remainder.',
      fails: 'no-local-calls',
      hint: 3,
      edits: [workflow(limit, "startToCloseTimeout: '6 minutes',\n  scheduleToCloseTimeout: '6 minutes',")],
    },
    {
      name: 'sunday-when-the-bureau-is-down',
      because: 'It takes an old report for better than none.',
      fails: 'waits-for-facts',
      hint: 2,
      edits: [
        workflow(proxies, `import { reportOf } from './reports';\n${proxies}\n  retry: { maximumAttempts: 3 },`),
        workflow(fetchReport, fetchReport.replace(';', '.catch(() => reportOf({ applicant }));')),
      ],
    },
    {
      name: 'reports-kept-for-an-hour',
      because: 'A report costs money, so it keeps the last ones in the process.',
      fails: 'asks-each-time',
      hint: 2,
      edits: [
        activity(
          `export async function fetchCreditReport({ applicant }: { applicant: string }): ${askBureau}`,
          'const hour = 60 * 60 * 1000;\nconst reports = new Map<string, { report: CreditReport; at: number }>();\n\nexport async function fetchCreditReport({ applicant }: { applicant: string }): Promise<CreditReport> {\n  const known = reports.get(applicant);\n  if (known && Date.now() - known.at < hour) return known.report;\n  const report = await bureau.report({ applicant });\n  reports.set(applicant, { report, at: Date.now() });\n  return report;',
        ),
      ],
    },
    {
      name: 'balance-of-last-time',
      because: 'It answers at once with what it has, and asks the bank for the sake of the next one.',
      fails: 'asks-each-time',
      hint: 2,
      edits: [
        activity(
          askBank,
          'const accountsOf = new Map<string, Promise<Accounts>>();\n\nexport async function fetchAccounts({ applicant }: { applicant: string }): Promise<Accounts> {\n  const known = accountsOf.get(applicant);\n  const fresh = loans.accounts({ applicant });\n  fresh.then(\n    () => accountsOf.set(applicant, fresh),\n    () => {},\n  );\n  return await (known ?? fresh);',
        ),
      ],
    },
    {
      name: 'rest-begins-with-the-loan',
      because: 'It starts the timer first, where only the facts start the rest.',
      fails: 'cooling-off',
      hint: 3,
      edits: [
        workflow(fetchReport, `const rested = sleep('24 hours');\n  ${fetchReport}`),
        workflow(rest, 'await rested;'),
      ],
    },
    {
      name: 'no-rest',
      because: 'The wait disappears with the activity that it was in.',
      fails: 'cooling-off',
      hint: 1,
      edits: [workflow(rest, '')],
    },
    {
      name: 'rests-after-the-letter',
      because: 'It waits, but the letter is out already.',
      fails: 'cooling-off',
      hint: 3,
      edits: [workflow(rest, ''), workflow(file, `${rest}\n  ${file}`)],
    },
    {
      name: 'archived-before-it-is-sent',
      because: 'It files first, to have everything safe before the letter goes out.',
      fails: 'cooling-off',
      hint: 3,
      edits: [workflow(`${letter}\n  ${file}`, `${file}\n  ${letter}`)],
    },
    {
      name: 'archive-given-up',
      because: 'The applicant has her letter, so an archive that is down seems no reason to keep the loan open.',
      fails: 'waits-for-steps',
      hint: 2,
      edits: [
        workflow(proxy, tenTries('archive', 'fetchCreditReport, fetchAccounts, sendDecision')),
        workflow(file, file.replace(');', ').catch(() => undefined);')),
      ],
    },
    {
      name: 'letter-given-up',
      because: 'It takes a letter that cannot be sent for somebody else’s trouble, and goes on.',
      fails: 'waits-for-steps',
      hint: 2,
      edits: [
        workflow(proxy, tenTries('sendDecision', 'fetchCreditReport, fetchAccounts, archive')),
        workflow(letter, letter.replace(');', ').catch(() => undefined);')),
      ],
    },
    {
      name: 'archived-beside-the-letter',
      because: 'It lets letter and archive go at once, since neither needs the other’s answer.',
      fails: 'waits-for-steps',
      hint: 3,
      edits: [
        workflow(
          `${letter}\n  ${file}`,
          `await Promise.all([\n    ${letter.slice(6, -1)},\n    sleep('1 second').then(() => ${file.slice(6, -1)}),\n  ]);`,
        ),
      ],
    },
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
  ],
  right: [
    {
      name: 'reference-from-the-application',
      because: 'An id that follows from the input is the same at every attempt and at every replay.',
      edits: [workflow(reference, 'const reference = `decision-of-${applicationId}`;')],
    },
    {
      name: 'heartbeats-while-it-waits',
      because: 'A limit on silence is right where the activity says all the while that it is still waiting.',
      folder: true,
    },
    {
      name: 'facts-at-once-and-chance',
      because: 'The facts do not depend on each other, and `Math.random` is as repeatable in a workflow as `uuid4`.',
      edits: [
        workflow(
          `${fetchReport}\n  ${fetchBank}`,
          'const [report, accounts] = await Promise.all([fetchCreditReport({ applicant }), fetchAccounts({ applicant })]);',
        ),
        workflow(reference, 'const reference = Math.random().toString(36).slice(2);'),
      ],
    },
    {
      name: 'local-letter-and-archive',
      because: 'A letter and a file are moments, so they may run within the workflow’s own task.',
      edits: [
        workflow('import { proxyActivities,', 'import { proxyActivities, proxyLocalActivities,'),
        workflow(
          'const { fetchCreditReport, fetchAccounts, sendDecision, archive } =',
          "const { sendDecision, archive } = proxyLocalActivities<typeof activities>({ startToCloseTimeout: '1 minute' });\nconst { fetchCreditReport, fetchAccounts } =",
        ),
      ],
    },
    {
      name: 'archive-as-a-child',
      because: 'The archive has a life of its own when it is a workflow of its own.',
      folder: true,
    },
    {
      name: 'ordinary-timer',
      because: 'In a workflow `setTimeout` is a durable timer, and an id of the run names one decision.',
      edits: [
        workflow('sleep, uuid4', 'workflowInfo'),
        workflow(
          `${rest}\n\n  // Made once, before anything that can fail, and given to all who need it. \`uuid4\` is the same at every replay.\n  ${reference}`,
          'await new Promise((resolve) => setTimeout(resolve, 24 * 60 * 60 * 1000));\n  const reference = workflowInfo().workflowId;',
        ),
      ],
    },
  ],
};
