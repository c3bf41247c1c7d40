import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Surroundings } from './surroundings.ts';

/** How many claims were tested, and what came of them. */
export interface Counts {
  passed: number;
  failed: number;
}

export const none: Counts = { passed: 0, failed: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

/** A run of zero tests is a failure, as one with failed tests is. */
export function exitCodeOf({ passed, failed }: Counts): number {
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** Writes counts for whoever adds up several runs, as CI does. @param file relative to the clone, or absolute */
export async function writeCounts(
  file: string | undefined,
  counts: Counts,
  { root }: Pick<Surroundings, 'root'>,
): Promise<void> {
  if (file === undefined) return;
  const place = resolve(root, file);
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, `${JSON.stringify(counts)}\n`);
}
