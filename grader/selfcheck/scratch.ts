import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Does work in a new folder inside the clone, where packages and `#world` are found, and removes it whatever came of it.
 * @param work gets the folder, absolute
 */
export async function inScratch<T>(root: string, work: (dir: string) => Promise<T>): Promise<T> {
  const place = join(root, '.kata', 'tmp');
  await mkdir(place, { recursive: true });
  const dir = await mkdtemp(join(place, 'selfcheck-'));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
