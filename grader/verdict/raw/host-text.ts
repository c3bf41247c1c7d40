import { unreachable } from '../../catalog/unreachable.ts';
import type { ThrownError } from '../../host/call.ts';
import type { StartFailure } from '../../host/host.ts';
import type { RawCause } from '../../lab/stopped.ts';
import { listNames, type RawText, reads } from './raw-text.ts';
import { isUnsendable, unsendable } from './task-text.ts';

/** Why no worker could be started with this submission. */
export function startText(failure: Exclude<StartFailure, { kind: 'exited' | 'silent' }>): RawText {
  switch (failure.kind) {
    case 'load-failed':
      return {
        kind: 'load-crash',
        claim: 'the files can be loaded',
        saw: `Loading \`${failure.file}\` threw ${failure.error.name}: ${failure.error.message}.${frame(failure.error)}`,
        why: 'Code outside of all functions runs when a worker loads the file. A worker that can’t load it can’t start, and takes no work.',
        read: reads.registered,
      };
    case 'unusable-export':
      return {
        kind: 'unusable-export',
        claim: `\`${failure.file}\` exports \`${failure.export}\` as its contract says`,
        saw: `\`${failure.export}\` in \`${failure.file}\` is missing or is not what a worker can use; found ${listNames(failure.found)}.`,
        why: 'A worker registers what the file exports, by name.',
        read: reads.registered,
      };
    case 'worker-refused':
      return {
        kind: 'worker-refused',
        claim: 'a worker can be made of this code',
        saw: `The SDK refused to start a worker: ${failure.error.message}.${frame(failure.error)}`,
        why: 'Without a worker nobody takes the tasks of a workflow: it waits where it stands.',
        read: reads.registered,
      };
    default:
      return unreachable(failure);
  }
}

/** How the learner's process ended in the middle of its work. */
export function exitText({ exit, starting }: Extract<RawCause, { kind: 'host-exited' }>): RawText {
  const when = starting ? 'while it was loading the code' : 'in the middle of its work';
  const base = { claim: 'the worker stays alive', read: reads.hangs };
  const lost =
    'A worker that dies takes everything in flight with it: the server notices only when a timeout runs out, and every other workflow on that worker waits as well.';
  switch (exit.kind) {
    case 'exit':
      return {
        ...base,
        kind: 'process-exit',
        saw: `The worker process ended itself with code ${exit.code}, ${when}.`,
        why: lost,
      };
    case 'signal':
      return {
        ...base,
        kind: 'process-killed',
        saw: `The worker process was ended by ${exit.signal}, ${when}.`,
        why: lost,
      };
    case 'killed':
      return { ...base, kind: 'process-killed', saw: `The worker process was ended, ${when}.`, why: lost };
    case 'unhandled-rejection':
      if (isUnsendable(exit.error.message))
        return {
          kind: 'unsendable-value',
          ...unsendable,
          saw: `A value was handed over that can’t be written down: ${exit.error.message}.`,
        };
      return {
        kind: 'unhandled-rejection',
        claim: 'every promise is awaited',
        saw: `A promise was rejected and nobody was waiting for it: ${exit.error.name}: ${exit.error.message}.${frame(exit.error)}`,
        why: 'Work that is started and not awaited fails where no `catch` can see it. In a workflow the task then fails and is tried for ever, so the workflow hangs; in an activity the whole worker goes down.',
        read: reads.hangs,
      };
    case 'uncaught-exception':
      return {
        ...base,
        kind: 'uncaught-exception',
        saw: `An error was thrown where nobody could catch it: ${exit.error.name}: ${exit.error.message}.${frame(exit.error)}`,
        why: lost,
      };
    case 'out-of-memory':
      return { ...base, kind: 'out-of-memory', saw: `The worker process ran out of memory, ${when}.`, why: lost };
    case 'flood':
      return {
        ...base,
        kind: 'output-flood',
        saw: `The worker process wrote more output than can be kept, and was ended.`,
        why: lost,
      };
    default:
      return unreachable(exit);
  }
}

function frame({ stack }: ThrownError): string {
  return stack[0] ? ` (${stack[0].trim().replace(/^at /, 'at ')})` : '';
}
