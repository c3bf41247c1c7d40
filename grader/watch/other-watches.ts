import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../engine/alive.ts';

const file = '.kata/watching';

/** Notes that a watch is open on this clone, and says when there is another one. @returns what to do at the end. */
export async function greetOthers(root: string, warn: (text: string) => void): Promise<() => Promise<void>> {
  const place = join(root, file);
  const other = Number(await readFile(place, 'utf8').catch(() => ''));
  const others = other > 0 && other !== process.pid && isAlive(other);
  if (others) {
    warn(
      `Another watch is open on this course (process ${other}). Both check every save, and both remember what passes.`,
    );
    return async () => {};
  }
  await mkdir(join(root, '.kata'), { recursive: true }).catch(() => {});
  await writeFile(place, String(process.pid)).catch(() => {});
  return () => rm(place, { force: true }).catch(() => {});
}
