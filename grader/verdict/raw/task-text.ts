import { inWords } from '../../lab/failure-words.ts';
import type { RecordedFailure } from '../../lab/history-event.ts';
import { causeChain } from '../../lab/read-history.ts';
import { listNames, type RawText, reads } from './raw-text.ts';

interface TaskFailure {
  workflow: string;
  cause: string;
  failure: RecordedFailure;
}

/** One row: the first whose `when` fits speaks. */
interface Row {
  kind: string;
  when(failure: TaskFailure): RegExpMatchArray | boolean | null;
  claim: string;
  saw(failure: TaskFailure, match: string[]): string;
  why: string;
  read: string;
}

const HANGS =
  'The server takes a failed workflow task for a bug that a deployment will mend: it tries the task again and again, so the workflow neither ends nor fails. Whoever waits for it waits for ever.';

const absent: Record<string, string> = {
  fetch: 'The network is out of reach of a workflow.',
  process: 'There is no process around a workflow: no environment, no exit.',
  crypto: 'The randomness of `crypto` would differ at each replay; the SDK has a `uuid4` of its own.',
  setInterval: 'Of the timers, `setTimeout` and the SDK’s `sleep` are there; both are durable.',
  setImmediate: 'Of the timers, `setTimeout` and the SDK’s `sleep` are there; both are durable.',
  Buffer: 'Node’s own globals are not there.',
  require: 'A workflow runs from one bundle; there is nothing to load modules with.',
};

/** What was rejected; of a failed activity, with what it failed. */
function sayRejection(failure: RecordedFailure): string {
  const rejected = failure.message.replace(/^Unhandled Promise rejection:\s*/, '');
  const root = causeChain(failure).at(-1);
  if (!root?.type || rejected.includes(root.message)) return rejected;
  return `${rejected}, because ${root.type}: ${root.message}`;
}

/** Whether an error says that a value can't be written as JSON. */
export function isUnsendable(message: string): boolean {
  return /Unable to convert|circular structure|serialize/i.test(message);
}

/** What is said of such a value; light workers die of it where threaded ones fail the task. */
export const unsendable = {
  claim: 'what crosses the workflow’s border can be written as JSON',
  why: `Arguments and results are kept in the history as JSON. ${HANGS}`,
  read: reads.payloads,
};

const rows: Row[] = [
  {
    kind: 'nondeterminism',
    when: ({ cause, failure }) => cause === 'NON_DETERMINISTIC_ERROR' || /TMPRL1100/.test(failure.message),
    claim: 'a replay comes to the same steps as the first run',
    saw: ({ workflow, failure }) =>
      `When \`${workflow}\` was replayed from its history it asked for something else than the first time: ${stumble(failure.message)}`,
    why: `A worker forgets a workflow at any time and rebuilds it by running its code again against the history. Code that takes another turn then can’t be matched with what was recorded. ${HANGS}`,
    read: reads.determinism,
  },
  {
    kind: 'undefined-name',
    when: ({ failure }) => failure.message.match(/^(\w+) is not defined/),
    claim: 'workflow code uses only what the workflow sandbox has',
    saw: ({ workflow }, [, name = '']) =>
      `\`${workflow}\` stopped with “${name} is not defined”. ${absent[name] ?? 'This name does not exist inside a workflow.'}`,
    why: `Workflow code runs in a sandbox without Node’s globals, so that a replay finds the same world as the first run. ${HANGS}`,
    read: reads.sandbox,
  },
  {
    kind: 'unsendable-value',
    when: ({ failure }) => isUnsendable(failure.message),
    ...unsendable,
    saw: ({ workflow, failure }) =>
      `\`${workflow}\` handed over a value that can’t be written down: ${failure.message.replace(/^.*?(?=Unable to convert|Converting)/s, '')}.`,
  },
  {
    kind: 'unhandled-rejection',
    when: ({ failure }) => /^Unhandled Promise rejection/.test(failure.message),
    claim: 'every promise of the workflow is awaited',
    saw: ({ workflow, failure }) =>
      `A promise in \`${workflow}\` was rejected and nobody was waiting for it: ${sayRejection(failure)}.`,
    why: `Work that is started and not awaited fails where no \`catch\` can see it. ${HANGS}`,
    read: reads.hangs,
  },
  {
    kind: 'isolate-limit',
    when: ({ failure }) => /Script execution timed out/.test(failure.message),
    claim: 'the workflow gives the worker back between its steps',
    saw: ({ workflow }) =>
      `\`${workflow}\` kept computing without ever coming to an \`await\` that lets go, until the worker cut it off.`,
    why: `Inside one task the workflow’s clock stands still and nothing from outside arrives, so a loop that waits for either never ends; the worker stops it after seconds. ${HANGS}`,
    read: reads.hangs,
  },
  {
    kind: 'missing-timeout',
    when: ({ failure }) => /Required either scheduleToCloseTimeout or startToCloseTimeout/.test(failure.message),
    claim: 'every activity has a time limit',
    saw: ({ workflow }) =>
      `\`${workflow}\` called an activity that has neither a start-to-close nor a schedule-to-close timeout.`,
    why: `The server can’t see a worker die; a timeout is the only way it learns that an attempt is lost, so it insists on one. ${HANGS}`,
    read: reads.timeouts,
  },
  {
    kind: 'weak-reference',
    when: ({ failure }) => /(WeakRef|FinalizationRegistry) cannot be used/.test(failure.message),
    claim: 'a replay comes to the same steps as the first run',
    saw: ({ workflow, failure }) => `\`${workflow}\` stopped: ${failure.message}.`,
    why: `When memory is cleaned up differs from run to run; a workflow that depends on it could not be replayed. ${HANGS}`,
    read: reads.determinism,
  },
  {
    kind: 'unknown-workflow',
    when: ({ failure }) => failure.message.match(/Failed to initialize workflow of type '(\w+)'/),
    claim: 'every workflow that is started exists',
    saw: (_failure, [, name = '']) =>
      `A workflow named ${listNames([name])} was started, and \`workflows.ts\` exports none of that name.`,
    why: `A workflow is found by the name of its exported function. ${HANGS}`,
    read: reads.registered,
  },
  {
    kind: 'invalid-option',
    when: ({ failure }) =>
      /must be a positive|cannot be less than|Invalid duration|retry\.|Expected.*(duration|timeout)|maximumAttempts|maximumInterval/i.test(
        failure.message,
      ),
    claim: 'options are such as the SDK takes',
    saw: ({ workflow, failure }) => `\`${workflow}\` gave an option that the SDK refuses: ${failure.message}.`,
    why: `Options are looked at where they are used, inside the workflow. ${HANGS}`,
    read: reads.hangs,
  },
  {
    kind: 'type-error',
    when: ({ failure }) => /^(TypeError|RangeError|ReferenceError|SyntaxError)$/.test(errorName(failure)),
    claim: 'the workflow’s code runs through',
    saw: ({ workflow, failure }) => `\`${workflow}\` stopped with a ${errorName(failure)}: ${failure.message}.`,
    why: HANGS,
    read: reads.hangs,
  },
  {
    kind: 'plain-error',
    when: () => true,
    claim: 'a failure ends the workflow instead of hanging it',
    saw: ({ workflow, failure }) =>
      `\`${workflow}\` threw ${errorName(failure) === 'Error' ? 'a plain Error' : `an error of its own, ${errorName(failure)}`}: “${inWords({ ...failure, type: '' })}”. The workflow task failed, not the workflow.`,
    why: `Only Temporal’s own failures end a workflow; any other error counts as a bug in its code. ${HANGS}`,
    read: reads.hangs,
  },
];

/** Why a workflow task failed, in the learner's terms. */
export function taskText(failed: TaskFailure): RawText {
  for (const { when, saw, kind, claim, why, read } of rows) {
    const match = when(failed);
    if (match) return { kind, claim, saw: saw(failed, Array.isArray(match) ? match : []), why, read };
  }
  throw new Error('the last row fits everything');
}

function stumble(message: string): string {
  const match = message.match(/Nondeterminism error: (.*?)\s*$/s);
  return (match?.[1] ?? message).replace(/\s+/g, ' ').replace(/\.?$/, '.');
}

/** The class of the error that failed a task: the server keeps it only in the stack. */
function errorName({ type, stack }: RecordedFailure): string {
  return type || (stack?.match(/^(?:Uncaught )?(\w+)(?: \[\w+\])?: /m)?.[1] ?? 'Error');
}
