import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Counts } from './counts.ts';
import { runProgram } from './program.ts';
import { inScratch } from './scratch.ts';
import type { Surroundings } from './surroundings.ts';

/** The parts of vitest's JSON report that count. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
}

/**
 * Runs projects of grader/vitest.config.ts, showing what vitest shows.
 * @param options.env for the tests, besides the environment of this process
 */
export async function runVitest(
  { projects, env }: { projects: readonly string[]; env: NodeJS.ProcessEnv },
  surroundings: Surroundings,
): Promise<Counts> {
  const { root, signal, stderr } = surroundings;
  return inScratch(root, async (dir) => {
    const report = join(dir, 'report.json');
    const { code } = await runProgram(
      'node_modules/vitest/vitest.mjs',
      [
        ...['run', '--config', 'grader/vitest.config.ts'],
        ...projects.flatMap((project) => ['--project', project]),
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ],
      { root, env: { ...surroundings.env, ...env }, stderr, output: 'shown', ...(signal && { signal }) },
    );
    return countTests(await readFile(report, 'utf8').catch(() => undefined), code);
  });
}

/**
 * What vitest's JSON report counts. A file that could not even be loaded has no tests in the report: the run failed all
 * the same. Pure.
 */
export function countTests(report: string | undefined, code: number): Counts {
  const { numPassedTests, numFailedTests }: Report = report
    ? JSON.parse(report)
    : { numPassedTests: 0, numFailedTests: 0 };
  return { passed: numPassedTests, failed: code === 0 ? numFailedTests : Math.max(1, numFailedTests) };
}
