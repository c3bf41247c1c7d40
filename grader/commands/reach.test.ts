import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** What a file imports from the start, directly or not: packages by name, our own files as `grader/…`. */
async function reached(file: string): Promise<{ packages: Set<string>; files: string[] }> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const { metafile } = await build({
    ...{ entryPoints: [`grader/commands/${file}`], absWorkingDir: root, bundle: true, write: false, metafile: true },
    ...{
      packages: 'external',
      platform: 'node',
      format: 'esm',
      outdir: 'nowhere',
      splitting: true,
      logLevel: 'silent',
    },
  });
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (name: string) => {
    if (files.has(name)) return;
    files.add(name);
    for (const { path, external, kind } of metafile.inputs[name]?.imports ?? []) {
      if (kind === 'dynamic-import') continue;
      if (external) packages.add(path);
      else visit(path);
    }
  };
  visit(`grader/commands/${file}`);
  return { packages, files: [...files] };
}

test.each([
  'read-command.ts',
  'run-command.ts',
  'check.ts',
  'list.ts',
  'lesson.ts',
  'hint.ts',
  'next.ts',
  'diff.ts',
  'reset.ts',
  'watch.ts',
])('%s answers without loading the SDK, or anything else that is slow', async (file) => {
  const { packages, files } = await reached(file);
  expect(files.length).toBeGreaterThan(1);
  expect(
    [...packages].filter((name) => /^(@temporalio|esbuild|ajv|xmlbuilder2|cli-highlight|protobufjs)/.test(name)),
  ).toEqual([]);
});

test('grading does load the SDK, so the test above can tell', async () => {
  expect([...(await reached('grade-jobs.ts')).packages].some((name) => name.startsWith('@temporalio'))).toBe(true);
});
