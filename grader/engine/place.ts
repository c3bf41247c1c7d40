import { createHash } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultError } from '../catalog/fault.ts';

const leftAfterMs = 3_600_000;
const scratchPrefix = 'part-';

/**
 * The folder for what is fetched and remembered: `.kata/engine` of the clone or, when the clone may not be written, one
 * of ours in the system's temporary folder (lost when that is cleaned, then fetched again).
 * Throws FaultError `disk-read-only` when neither can be written.
 */
export async function openPlace(root: string, temporary = tmpdir()): Promise<string> {
  const inClone = join(root, '.kata', 'engine');
  if (await isWritable(inClone)) return inClone;
  const name = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const outside = join(temporary, `kata-engine-${process.getuid?.() ?? 'user'}-${name}`);
  if (await isWritable(outside, { ownedByUs: true })) return outside;
  throw new FaultError({
    code: 'disk-read-only',
    message: `Neither ${inClone} nor ${outside} can be written.`,
    repair: 'Make the clone writable (`ls -ld .kata` shows its owner), or free space on the disk.',
  });
}

/** A new folder inside the place, for something on its way there: a rename of the whole makes it count. */
export function openScratch(place: string): Promise<string> {
  return mkdtemp(join(place, scratchPrefix));
}

/** Removes what searches that were killed have left behind. */
export async function cleanPlace(place: string): Promise<void> {
  for (const name of await readdir(place).catch(() => [])) {
    const stats = name.startsWith(scratchPrefix) && (await stat(join(place, name)).catch(() => undefined));
    if (stats && Date.now() - stats.mtimeMs > leftAfterMs)
      await rm(join(place, name), { recursive: true, force: true });
  }
}

/** Makes the folder where needed. In a folder shared by all, somebody else may have made it first: `ownedByUs`. */
async function isWritable(dir: string, { ownedByUs = false } = {}): Promise<boolean> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const stats = await lstat(dir);
    const isOurs = stats.isDirectory() && stats.uid === (process.getuid?.() ?? stats.uid);
    if (ownedByUs && !isOurs) return false;
    await rm(await openScratch(dir), { recursive: true });
    return true;
  } catch {
    return false;
  }
}
