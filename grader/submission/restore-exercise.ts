import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../catalog/fault.ts';
import type { Topic } from '../catalog/topic.ts';
import { readSubmission } from './submission.ts';

/** The names in an exercise's folder; none when there is no such folder. */
export function listExercise(root: string, topic: Pick<Topic, 'exercise'>): Promise<string[]> {
  return readdir(join(root, topic.exercise)).catch((): string[] => []);
}

/** Whether the exercise is what the course ships. */
export async function isAsShipped(root: string, topic: Pick<Topic, 'exercise' | 'home'>): Promise<boolean> {
  const read = (dir: string) => readSubmission({ dir: join(root, dir), origin: 'exercise' }).catch(() => undefined);
  const [now, shipped] = await Promise.all([read(topic.exercise), read(`${topic.home}/shipped`)]);
  return now !== undefined && now.sha256 === shipped?.sha256;
}

/**
 * Brings the broken exercise back; whatever was in its folder is copied to `.kata/kept/` first.
 * @returns the folder of the copy, relative to the clone; undefined when there was nothing to keep.
 * @throws UsageError when the copy can't be made (then nothing is changed), or when the shipped files are not there.
 */
export async function restoreExercise(root: string, topic: Topic, at: Date): Promise<string | undefined> {
  const entries = await listExercise(root, topic);
  const kept = entries.length > 0 ? await keep(root, topic, at) : undefined;
  await restore(root, topic, entries);
  return kept;
}

/** Copies the whole exercise, whatever is in it; returns the folder of the copy. */
async function keep(root: string, topic: Topic, at: Date): Promise<string> {
  const folder = `.kata/kept/${topic.folder}-${at.toISOString().slice(0, 19).replaceAll(':', '-')}`;
  const taken = await readdir(join(root, '.kata', 'kept')).catch((): string[] => []);
  const again = taken.filter((name) => `.kata/kept/${name}`.startsWith(folder)).length;
  const kept = again === 0 ? folder : `${folder}-${again + 1}`;
  try {
    await mkdir(join(root, kept), { recursive: true });
    await cp(join(root, topic.exercise), join(root, kept), { recursive: true, verbatimSymlinks: true });
    return kept;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(
      `Nothing was changed: your work can't be copied to ${kept} (${code}). Make room or make .kata writable.`,
    );
  }
}

/** The folder itself stays, so that editors and watchers of it go on. */
async function restore(root: string, topic: Topic, entries: string[]): Promise<void> {
  const shipped = join(root, topic.home, 'shipped');
  const names = await readdir(shipped).catch((): string[] => []);
  if (names.length === 0)
    throw new UsageError(`${topic.home}/shipped is not there. \`git checkout -- ${topic.home}\` brings it back.`);
  for (const name of entries.filter((entry) => !names.includes(entry)))
    await rm(join(root, topic.exercise, name), { recursive: true, force: true });
  await mkdir(join(root, topic.exercise), { recursive: true });
  await cp(shipped, join(root, topic.exercise), { recursive: true, force: true });
}
