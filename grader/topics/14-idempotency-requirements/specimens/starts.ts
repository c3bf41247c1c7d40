import type { WrongSpecimen } from '../../../check/zoo.ts';
import { oneKey, reject, start, workflow, workflowId } from './edits.ts';

/** Renewals that are started too often, or not at all. */
export const starts: readonly WrongSpecimen[] = [
  {
    name: 'one-run-a-subscription',
    because: 'The id says which subscription and not which month, so there is only ever one renewal.',
    fails: 'start-each',
    hint: 2,
    edits: [start(workflowId, 'const workflowId = `renewal/${input.subscriptionId}`;')],
  },
  {
    name: 'a-minute-for-all',
    because: 'It gives the whole renewal as long as an attempt at one of its steps may take.',
    fails: 'started-with-time',
    hint: 2,
    edits: [start(reject, `${reject}\n      workflowExecutionTimeout: '1 minute',`)],
  },
  {
    name: 'random-workflow-id',
    because: 'An id must be unique, and nothing is as unique as a random one.',
    fails: 'asked-twice',
    hint: 2,
    edits: [
      start(workflowId, 'const workflowId = `renewal/${input.subscriptionId}/${input.period}/${Math.random()}`;'),
    ],
  },
  {
    name: 'hash-of-the-input',
    because: 'It makes an id of all that was passed, and two callers may say the same in two ways.',
    fails: 'asked-twice',
    hint: 2,
    edits: [
      start(workflowId, "const workflowId = createHash('sha256').update(JSON.stringify(input)).digest('hex');"),
      start('import { type Client', "import { createHash } from 'node:crypto';\nimport { type Client"),
    ],
  },
  {
    name: 'run-id-and-an-open-door',
    because: 'A run’s own id is in every key, and the default policy lets another run begin when the first is done.',
    fails: 'asked-twice',
    hint: 2,
    edits: [
      workflow(oneKey, 'const key = workflowInfo().runId;'),
      start(reject, "workflowIdReusePolicy: 'ALLOW_DUPLICATE',"),
    ],
  },
  {
    name: 'already-started-is-an-error',
    because: 'The second start is refused as it should be, and whoever asked gets to see how.',
    fails: 'start-answers',
    hint: 3,
    edits: [
      start(
        'if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;',
        "throw error instanceof WorkflowExecutionAlreadyStartedError ? new Error('renewed already') : error;",
      ),
    ],
  },
  {
    name: 'month-without-a-year',
    because: 'The id names the month as 07, and next year there is another one.',
    fails: 'start-each',
    hint: 2,
    edits: [start(workflowId, 'const workflowId = `renewal/${input.subscriptionId}/${input.period.slice(5)}`;')],
  },
  {
    name: 'price-in-the-id',
    because: 'The id names the price as well, and two who mean the same month may have two prices.',
    fails: 'asked-twice',
    hint: 2,
    edits: [start(workflowId, 'const workflowId = `renewal/${input.subscriptionId}/${input.period}/${input.cents}`;')],
  },
  {
    name: 'run-id-and-a-second-try',
    because: 'A renewal that failed may be tried again, with keys that are new in each run.',
    fails: 'tried-again',
    hint: 2,
    edits: [
      workflow(oneKey, 'const key = workflowInfo().runId;'),
      start(reject, "workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',"),
    ],
  },
  {
    name: 'every-error-is-good-news',
    because: 'It takes each error of the start for “somebody was here before”.',
    fails: 'start-fails',
    hint: 4,
    edits: [
      start(
        'WorkflowExecutionAlreadyStartedError)) throw error;',
        'WorkflowExecutionAlreadyStartedError)) console.warn(error);',
      ),
    ],
  },
  {
    name: 'noted-before-the-start',
    because: 'It notes down which months it was asked for, before the server has said yes.',
    fails: 'started-after-all',
    hint: 4,
    edits: [
      start(
        'export async function startRenewal(',
        'const asked = new Set<string>();\n\nexport async function startRenewal(',
      ),
      start(workflowId, `${workflowId}\n  if (asked.has(workflowId)) return { workflowId };\n  asked.add(workflowId);`),
    ],
  },
];
