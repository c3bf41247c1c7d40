import type { CheckResult } from '../check/run-checks.ts';

/** Whether a result rests on a real-time limit: a deadline, or the limit on one turn of the workflow's isolate. */
export function needsConfirmation(result: CheckResult): boolean {
  if (result.kind !== 'stopped') return false;
  const { raw } = result;
  if (raw.kind === 'deadline' || (raw.kind === 'storm' && raw.late)) return true;
  return raw.kind === 'task-failed' && /Script execution timed out/.test(raw.failure.message);
}
