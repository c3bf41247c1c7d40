import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runProgram } from './program.ts';
import { inScratch } from './scratch.ts';

/** A type error of one of the files given. */
export interface TypeProblem {
  /** As it was named. */
  file: string;
  line: number;
  message: string;
}

/**
 * Compiles files in one run of the compiler, by the strict rules of the clone, each a module of its own.
 * @param files contents by path; paths that are beside each other can import each other
 * @throws Error when the compiler itself fails.
 */
export async function findTypeErrors(root: string, files: ReadonlyMap<string, string>): Promise<TypeProblem[]> {
  if (files.size === 0) return [];
  return inScratch(root, async (dir) => {
    for (const [file, text] of files) {
      await mkdir(dirname(join(dir, file)), { recursive: true });
      await writeFile(join(dir, file), text);
    }
    const project = join(dir, 'tsconfig.json');
    // Without `force` two blocks of a lesson that import nothing would share their names.
    const rules = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { moduleDetection: 'force' },
      include: ['**/*'],
      exclude: [],
    };
    await writeFile(project, JSON.stringify(rules));
    const { code, printed } = await runProgram(
      'node_modules/typescript/bin/tsc',
      ['-p', project, '--pretty', 'false'],
      {
        root,
        env: {},
        output: 'kept',
      },
    );
    const prefix = `${dir.slice(root.length + 1)}/`;
    const errors = printed.split('\n').flatMap((line) => readError(line, prefix));
    if (code !== 0 && errors.length === 0) throw new Error(`tsc failed: ${printed.slice(0, 2000)}`);
    return errors;
  });
}

function readError(line: string, prefix: string): TypeProblem[] {
  const [, file, row, message] = /^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/.exec(line) ?? [];
  if (file === undefined || row === undefined || message === undefined) return [];
  const name = file.startsWith(prefix) ? file.slice(prefix.length) : file;
  return [{ file: name, line: Number(row), message }];
}
