import { unreachable } from '../catalog/unreachable.ts';
import type { Command } from './command.ts';
import { print, type Surroundings } from './surroundings.ts';

/**
 * Does what a command line asks for; each command's code is loaded when it is needed, for few need the SDK.
 * @returns the exit code.
 * @throws UsageError, FaultError, the reason of an abort.
 */
export async function runCommand(command: Command, surroundings: Surroundings): Promise<number> {
  switch (command.kind) {
    case 'tell':
      print(surroundings.stdout, command.text);
      return 0;
    case 'start':
      return start(command, surroundings);
    case 'check':
      return (await import('./check.ts')).runCheck(command, surroundings);
    case 'list':
      return (await import('./list.ts')).runList(command, surroundings);
    case 'lesson':
      return (await import('./lesson.ts')).runLesson(command, surroundings);
    case 'hint':
      return (await import('./hint.ts')).runHint(command, surroundings);
    case 'next':
      return (await import('./next.ts')).runNext(command, surroundings);
    case 'diff':
      return (await import('./diff.ts')).runDiff(command, surroundings);
    case 'reset':
      return (await import('./reset.ts')).runReset(command, surroundings);
    case 'update':
      return (await import('./update.ts')).runUpdate(command, surroundings);
    case 'report':
      return (await import('./report.ts')).runReport(command, surroundings);
    case 'doctor':
      return (await import('./doctor.ts')).runDoctor(command, surroundings);
    case 'web':
      return (await import('./web/run-web.ts')).runWeb(command, surroundings);
    case 'selfcheck':
      return (await import('../selfcheck/run.ts')).runSelfcheck(command.args, surroundings);
    default:
      return unreachable(command);
  }
}

/** A bare `kata`: a place to work in; without a terminal the current topic, graded once. */
async function start(command: Extract<Command, { kind: 'start' }>, surroundings: Surroundings): Promise<number> {
  const { canWatch, watchCourse } = await import('./watch.ts');
  if (canWatch(surroundings)) return watchCourse(command, surroundings);
  const { plain, seed } = command;
  const off = { all: false, solutions: false, json: false, official: false, full: false, report: false } as const;
  const once = { kind: 'check' as const, topics: [], ...off, plain, ...(seed !== undefined && { seed }) };
  return (await import('./check.ts')).runCheck(once, surroundings);
}
