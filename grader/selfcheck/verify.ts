import { addCounts, type Counts, none } from './counts.ts';
import { findStale } from './generate/generate.ts';
import { runProgram } from './program.ts';
import { runVitest } from './run-vitest.ts';
import type { Surroundings } from './surroundings.ts';
import { findSpecimenTypeErrors } from './zoo/specimen-types.ts';

/** A claim about the repository that is no test: what is wrong, in lines to show; empty when it holds. */
interface Step {
  claim: string;
  run(surroundings: Surroundings): Promise<string[]>;
}

const steps: Step[] = [
  {
    claim: 'format and lint',
    run: (surroundings) => runTool('node_modules/@biomejs/biome/bin/biome', ['check', '.'], surroundings),
  },
  { claim: 'types', run: (surroundings) => runTool('node_modules/typescript/bin/tsc', ['-p', '.'], surroundings) },
  {
    claim: "types of the browser's side",
    run: (surroundings) => runTool('node_modules/typescript/bin/tsc', ['-p', 'grader/view/web/client'], surroundings),
  },
  {
    claim: 'types of all specimens',
    run: async ({ root }) => {
      const problems = await findSpecimenTypeErrors(root);
      return problems.map(({ file, message, repair }) => `${file}: ${message}. ${repair}`);
    },
  },
  { claim: 'exercises/ and README.md are what is generated', run: ({ root }) => findStale(root) },
];

/**
 * Proves all of it afresh.
 * @param options.rest only what `npm test` does not prove
 */
export async function verify({ rest }: { rest: boolean }, surroundings: Surroundings): Promise<Counts> {
  const { stdout, signal } = surroundings;
  let counts = none;
  for (const { claim, run } of steps) {
    signal?.throwIfAborted();
    const wrong = await run(surroundings).catch((error: Error) => [error.message]);
    stdout.write(`${wrong.length === 0 ? '✓' : '✗'} ${claim}\n`);
    for (const line of wrong) stdout.write(`    ${line}\n`);
    counts = addCounts(counts, wrong.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  }
  if (rest) return counts;
  return addCounts(counts, await runVitest({ projects: ['unit', 'course'], env: { KATA_AFRESH: '1' } }, surroundings));
}

async function runTool(script: string, args: string[], { root, env, signal, stderr }: Surroundings): Promise<string[]> {
  const { code, printed } = await runProgram(script, args, {
    root,
    env,
    stderr,
    output: 'kept',
    ...(signal && { signal }),
  });
  return code === 0 ? [] : printed.trimEnd().split('\n');
}
