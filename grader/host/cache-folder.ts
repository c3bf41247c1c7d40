import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootDir } from './places.ts';

/** The grader's own folder in the clone; on a read-only disk one of this user's own among the temporary files. */
async function findOwnFolder(): Promise<string> {
  const inClone = path.join(rootDir, '.kata');
  try {
    await mkdir(inClone, { recursive: true });
    await access(inClone, 2);
    return inClone;
  } catch {
    const owner = typeof process.getuid === 'function' ? process.getuid() : 'user';
    const folder = path.join(tmpdir(), `kata-${owner}-${hash(rootDir)}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
}

/** Reads a cached text, or makes it and keeps it; a file appears whole or not at all. */
export async function cached(name: string, make: () => Promise<string>): Promise<{ text: string; file: string }> {
  const folder = path.join(await findOwnFolder(), 'cache');
  const file = path.join(folder, name);
  const known = await readFile(file, 'utf8').catch(() => undefined);
  if (known !== undefined) return { text: known, file };
  const text = await make();
  await mkdir(folder, { recursive: true });
  const unfinished = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(unfinished, text);
  await rename(unfinished, file);
  return { text, file };
}

/** The path of a cached folder, which `fill` is given to fill when it is not there yet; it appears whole or not at all. */
export async function cachedFolder(name: string, fill: (unfinished: string) => Promise<void>): Promise<string> {
  const cache = path.join(await findOwnFolder(), 'cache');
  const folder = path.join(cache, name);
  const isThere = () =>
    access(folder).then(
      () => true,
      () => false,
    );
  if (await isThere()) return folder;
  const unfinished = await makeScratchFolder();
  try {
    await fill(unfinished);
    await mkdir(cache, { recursive: true });
    await rename(unfinished, folder).catch(async (error: Error) => {
      // Somebody else was faster.
      if (!(await isThere())) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** A fresh folder of the grader's own, which the caller removes. */
export async function makeScratchFolder(): Promise<string> {
  const parent = path.join(await findOwnFolder(), 'tmp');
  await mkdir(parent, { recursive: true });
  return mkdtemp(path.join(parent, 'bundle-'));
}

/** Sixteen hex digits that tell texts apart. */
export function hash(...texts: string[]): string {
  const sum = createHash('sha256');
  for (const text of texts) sum.update(JSON.stringify(text));
  return sum.digest('hex').slice(0, 16);
}
