import type { CheckResult } from '../check/run-checks.ts';

/** Whether a result rests on a real-time limit: a deadline, or the limit on one turn of the workflow's isolate. */
export function needsConfirmation(result: CheckResult): boolean {
  if (result.kind !== 'stopped') return false;
  const { raw } = result;
  // Node itself may abort when the limit cuts a light worker off in the middle of a turn.
  if (raw.kind === 'host-exited' && raw.exit.kind === 'signal') return true;
  if (raw.kind === 'deadline' || (raw.kind === 'storm' && raw.late)) return true;
  return raw.kind === 'task-failed' && /Script execution timed out/.test(raw.failure.message);
}
