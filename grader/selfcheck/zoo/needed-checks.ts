import type { CheckResult } from '../../check/run-checks.ts';

/**
 * The checks that no wrong answer fails alone, judged before folding: what they claim is claimed by others too. Pure.
 * @param examined what the checks came to, for each wrong specimen
 * @returns their ids
 */
export function needlessChecks(examined: readonly (readonly CheckResult[])[]): string[] {
  const all = new Set(examined.flatMap((results) => results.map(({ check }) => check.id)));
  for (const results of examined) {
    const failed = results.filter(({ kind }) => kind === 'found' || kind === 'stopped');
    const [only] = failed;
    if (only && failed.length === 1) all.delete(only.check.id);
  }
  return [...all];
}
