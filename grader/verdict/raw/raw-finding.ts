import { unreachable } from '../../catalog/unreachable.ts';
import { inWords } from '../../lab/failure-words.ts';
import type { RawCause } from '../../lab/stopped.ts';
import type { SourcePlace } from '../../submission/build-problem.ts';
import { buildText } from './build-text.ts';
import { exitText, startText } from './host-text.ts';
import { listNames, type RawText, reads } from './raw-text.ts';
import { taskText } from './task-text.ts';

/** Turns a raw cause into what the learner reads. `files` are the submission's own, to point at a line of theirs. */
export function rawText(raw: RawCause, files: ReadonlySet<string>): RawText {
  switch (raw.kind) {
    case 'build':
      return buildText(raw.problems[0]);
    case 'start-failed':
      return startText(raw.failure);
    case 'missing-export':
      return {
        kind: 'missing-export',
        claim: `\`${raw.file}\` exports \`${raw.name}\``,
        saw: `Expected an export named \`${raw.name}\` in \`${raw.file}\`; found ${listNames(raw.found)}.`,
        why: 'Names are the contract: whoever starts a workflow or sends it a message knows it by its name alone.',
        read: reads.registered,
      };
    case 'host-exited':
      return exitText(raw);
    case 'task-failed': {
      const { failure, cause, run } = raw;
      return withPlace(taskText({ workflow: run.workflow, cause, failure }), failure.stack, files);
    }
    case 'activity-unregistered':
      return {
        kind: 'activity-unregistered',
        claim: 'every activity that is called exists',
        saw: `\`${raw.run.workflow}\` called the activity \`${raw.activity}\`, and the worker has none of that name.`,
        why: 'An activity is found by its name. A worker that does not know it fails the attempt, the server tries again, and without a limit it does so for ever.',
        read: reads.registered,
      };
    case 'storm':
      return stormText(raw);
    case 'message-refused':
      return {
        kind: `${raw.message}-refused`,
        claim: `the ${raw.message} \`${raw.name}\` is answered`,
        saw: `\`${raw.run.workflow}\` did not answer the ${raw.message} \`${raw.name}\`: ${refusal(raw)}`,
        why: 'A message reaches a workflow through the handler that is set for its name; without one, or when it throws, the sender gets an error.',
        read: reads.messages,
      };
    case 'call-failed':
      return callText(raw);
    case 'deadline':
      if (raw.whole) return lateText(raw.ms);
      return {
        kind: 'unfinished',
        claim: 'the workflow comes to its end',
        saw: `The check waited ${Math.round(raw.ms / 1000)} seconds of real time for ${raw.waitingFor}, with all waiting times skipped, and nothing more happened.`,
        why: 'Days pass in an instant here, so whatever takes seconds is stuck: an activity that never answers, or a wait that nothing ends.',
        read: reads.hangs,
      };
    default:
      return unreachable(raw);
  }
}

/** Something may well have happened all the time: nobody looked whether it did. */
function lateText(ms: number): RawText {
  return {
    kind: 'unfinished',
    claim: 'the check comes to its end',
    saw: `After ${Math.round(ms / 1000)} seconds of real time the check had not come to its end.`,
    why: 'Days pass in an instant here, so seconds are long. Either something in your code never ends, an activity that never answers or a wait that nothing ends; or this computer is very busy: then check again.',
    read: reads.hangs,
  };
}

/** The SDK lists what it would have answered, most of which is its own. */
function refusal({ failure, name }: Extract<RawCause, { kind: 'message-refused' }>): string {
  if (/did not register a handler/.test(failure)) return `at this moment it had no handler for \`${name}\`.`;
  return `${failure}.`.replace(/\.\.$/, '.');
}

function stormText(raw: Extract<RawCause, { kind: 'storm' }>): RawText {
  if (raw.of === 'attempts')
    return {
      kind: 'attempt-storm',
      claim: 'retries come to an end',
      saw: `\`${raw.run.workflow}\` tried \`${raw.activity}\` more than 100 times without a limit in sight${raw.failure ? `; the last failure: ${inWords(raw.failure)}` : ''}.`,
      why: 'By default Temporal tries an activity for ever. Against a service that keeps failing the workflow then never moves on, and nobody is told.',
      read: reads.retries,
    };
  return {
    kind: 'event-storm',
    claim: 'the history stays short while nothing happens',
    saw: `\`${raw.run.workflow}\` kept writing into its history, more than 100 events, until it was stopped.`,
    why: 'Every turn of a loop in a workflow is recorded: a timer or an activity each second makes millions of events in days. A server warns at 10,240 events and ends the workflow at 51,200.',
    read: reads.polling,
  };
}

function callText(raw: Extract<RawCause, { kind: 'call-failed' }>): RawText {
  const { outcome, what } = raw;
  switch (outcome.kind) {
    case 'thrown':
      return {
        kind: 'call-threw',
        claim: `\`${what}\` answers`,
        saw: `\`${what}\` threw ${outcome.error.name}: ${outcome.error.message}.`,
        why: 'The caller got an error where the contract promises an answer.',
        read: reads.registered,
      };
    case 'not-a-function':
      return {
        kind: 'not-a-function',
        claim: `\`${what}\` is a function`,
        saw: `\`${outcome.name}\` is a ${outcome.type}.`,
        why: 'The contract of this exercise has a function of this name; its callers can’t use anything else.',
        read: reads.registered,
      };
    case 'load-failed':
      return startText(outcome);
    case 'unanswered':
      return {
        kind: 'call-unanswered',
        claim: `\`${what}\` answers`,
        saw: `\`${what}\` had not answered after ${Math.round(outcome.ms / 1000)} seconds.`,
        why: 'Whoever calls it waits as long.',
        read: reads.hangs,
      };
    default:
      return unreachable(outcome);
  }
}

/** Adds the first line of the learner's own code that a stack names. */
function withPlace(text: RawText, stack: string | undefined, files: ReadonlySet<string>): RawText {
  const where = stack && findPlace(stack, files);
  return where ? { ...text, where } : text;
}

function findPlace(stack: string, files: ReadonlySet<string>): SourcePlace | undefined {
  for (const [, path = '', line, column] of stack.matchAll(/([\w./-]+\.ts):(\d+):(\d+)/g)) {
    const file = [...files].find((name) => path === name || path.endsWith(`/${name}`));
    if (file) return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}
