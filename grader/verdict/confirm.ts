import type { CheckResult } from '../check/run-checks.ts';

/** Results that rest on a real-time limit, and what was skipped because of one of them. Pure. */
export function findDoubtful(results: readonly CheckResult[]): CheckResult[] {
  const ids = new Set<string>();
  return results.filter((result) => {
    const doubtful = result.kind === 'skipped' ? ids.has(result.because) : needsConfirmation(result);
    if (doubtful) ids.add(result.check.id);
    return doubtful;
  });
}

/** Whether a result rests on a real-time limit: a deadline, or the limit on one turn of the workflow's isolate. */
function needsConfirmation(result: CheckResult): boolean {
  if (result.kind !== 'stopped') return false;
  const { raw } = result;
  // Node itself may abort when the limit cuts a light worker off in the middle of a turn.
  if (raw.kind === 'host-exited' && raw.exit.kind === 'signal') return true;
  if (raw.kind === 'deadline' || (raw.kind === 'storm' && raw.late)) return true;
  return raw.kind === 'task-failed' && /Script execution timed out/.test(raw.failure.message);
}
