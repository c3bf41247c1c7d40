import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../verdict/verdict.ts';

const fileOf = (slug: string) => `.kata/verdicts/${slug}.json`;

/** Keeps the last verdict on an exercise: a hint looks at what was wrong, and a report repeats it. Not worth a failure. */
export async function keepVerdict(root: string, verdict: Verdict): Promise<void> {
  const file = join(root, fileOf(verdict.topic));
  try {
    await mkdir(join(root, '.kata', 'verdicts'), { recursive: true });
    await writeFile(file, JSON.stringify(verdict));
  } catch {
    // Then a hint is the next one, and a report grades with a seed of its own.
  }
}

/** The last verdict on a topic's exercise, if it was about these files. */
export async function readLastVerdict(root: string, slug: string, sha256: string): Promise<Verdict | undefined> {
  const text = await readFile(join(root, fileOf(slug)), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const verdict: Verdict = JSON.parse(text);
    return verdict.submission.sha256 === sha256 ? verdict : undefined;
  } catch {
    return undefined;
  }
}
