import type { Verdict } from '../verdict/verdict.ts';

/** What a command tells the one who called it: passed, not passed, wrong use, a fault of ours. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Of several verdicts: 3 if any is inconclusive, else 1 if any has not passed, else 0; of none 3, for nothing was proven. */
export function exitCodeOf(verdicts: readonly Verdict[]): ExitCode {
  if (verdicts.length === 0 || verdicts.some(({ kind }) => kind === 'inconclusive')) return 3;
  return verdicts.every(({ kind }) => kind === 'passed') ? 0 : 1;
}
