import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readSubmission } from '../../submission/submission.ts';

const prefix = 'types-';
const leftAfterMs = 86_400_000;

/** A project of the exercise alone: that of the clone would make a language server read the whole grader. */
export interface TypesFolder {
  dir: string;
  remove(): Promise<void>;
}

/**
 * Lays copies of an exercise's files into a project of their own inside the clone, where packages and `#world` are
 * found. The editors hold newer texts, and theirs count.
 */
export async function makeTypesFolder(root: string, exercise: string): Promise<TypesFolder> {
  const { files } = await readSubmission({ dir: exercise, origin: 'exercise' });
  const parent = join(root, '.kata', 'tmp');
  await mkdir(parent, { recursive: true });
  await clean(parent);
  const dir = await mkdtemp(join(parent, prefix));
  const rules = { extends: '../../../tsconfig.json', include: ['./**/*.ts'], exclude: [] };
  for (const [name, text] of [...files, ['tsconfig.json', JSON.stringify(rules)] as const]) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  return { dir, remove: () => rm(dir, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Removes what servers that were killed have left behind. */
async function clean(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const stats = name.startsWith(prefix) && (await stat(join(parent, name)).catch(() => undefined));
    if (stats && Date.now() - stats.mtimeMs > leftAfterMs)
      await rm(join(parent, name), { recursive: true, force: true });
  }
}
