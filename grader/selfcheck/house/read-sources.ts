import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from './imports.ts';

/** The grader's own code: all but what a topic ships or shows as specimens. */
export async function readSources(root: string): Promise<SourceFile[]> {
  const dir = join(root, 'grader');
  const entries = await readdir(dir, { withFileTypes: true, recursive: true });
  const names = entries
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => !/^topics\/[^/]+\/(shipped|zoo)\//.test(name));
  return Promise.all(names.sort().map(async (file) => ({ file, text: await readFile(join(dir, file), 'utf8') })));
}
