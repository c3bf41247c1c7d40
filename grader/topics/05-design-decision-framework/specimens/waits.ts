import type { WrongSpecimen } from '../../../check/zoo.ts';
import { activity, askBureau, fetchReport, file, letter, limit, proxy, rest, workflow } from './edits.ts';

const proxies = `import type { Application, LoanResult } from './shared';\n\n${proxy} proxyActivities<typeof activities>({\n  ${limit}`;

const askBank =
  'export async function fetchAccounts({ applicant }: { applicant: string }): Promise<Accounts> {\n  return await loans.accounts({ applicant });';

/** A proxy of its own for one activity, which is given up after ten attempts. */
const tenTries = (one: string, others: string): string =>
  `const { ${one} } = proxyActivities<typeof activities>({\n  ${limit}\n  retry: { maximumAttempts: 10 },\n});\nconst { ${others} } =`;

/** Activities that are given up after five attempts, for a loop around them. */
const fiveTries = `const asks = proxyActivities<typeof activities>({ ${limit} retry: { maximumAttempts: 5 } });\n`;

/** Ways not to wait long enough: for a slow answer, the facts of today, the rest of a day, or a step that is down. */
export const waits: readonly WrongSpecimen[] = [
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
    name: 'ten-minutes-for-all-attempts',
    because: 'Two answers of five minutes fit into ten, but not with the pause between the attempts.',
    fails: 'no-local-calls',
    hint: 1,
    edits: [workflow(limit, "startToCloseTimeout: '6 minutes',\n  scheduleToCloseTimeout: '10 minutes',")],
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
    name: 'both-facts-once-more',
    because: 'When one fetch has used up its attempts, it comes back later, for both facts.',
    fails: 'paid-once',
    hint: 2,
    edits: [
      workflow(
        `${fetchReport}\n  const accounts = await fetchAccounts({ applicant });`,
        `${fiveTries}  const askBoth = () => Promise.all([asks.fetchCreditReport({ applicant }), asks.fetchAccounts({ applicant })]);
  let facts = await askBoth().catch(() => undefined);
  for (; !facts; facts = await askBoth().catch(() => undefined)) await sleep('15 minutes');
  const [report, accounts] = facts;`,
      ),
    ],
  },
  {
    name: 'letter-and-archive-once-more',
    because: 'It takes the last two steps as one, and begins with the first of them whenever the second has failed.',
    fails: 'paid-once',
    hint: 2,
    edits: [
      workflow(
        `${letter}\n  ${file}`,
        `${fiveTries}  const tellBoth = async () => {
    ${letter.replace('sendDecision', 'asks.sendDecision')}
    ${file.replace('archive(', 'asks.archive(')}
    return true;
  };
  while (!(await tellBoth().catch(() => false))) await sleep('15 minutes');`,
      ),
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
];
