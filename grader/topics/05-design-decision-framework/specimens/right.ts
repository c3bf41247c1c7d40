import type { RightSpecimen } from '../../../check/zoo.ts';
import { fetchReport, reference, rest, workflow } from './edits.ts';

const fetchBank = 'const accounts = await fetchAccounts({ applicant });';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
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
];
