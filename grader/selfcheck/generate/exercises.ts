import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Topic } from '../../catalog/topic.ts';
import { readSubmission } from '../../submission/submission.ts';

/** How an exercise stands to the shipped files it was written from. */
export type ExerciseState =
  | { kind: 'current' }
  | { kind: 'missing' }
  /** Files that are not what is shipped; `written`: as `generate` left them, so nobody's work is in them. */
  | { kind: 'differs'; files: string[]; written: boolean };

type Files = ReadonlyMap<string, string>;

/** Compares an exercise with its shipped files. */
export async function compareExercise(root: string, topic: Topic): Promise<ExerciseState> {
  const [shipped, exercise] = await readBoth(root, topic);
  if (exercise.size === 0) return { kind: 'missing' };
  const names = [...new Set([...shipped.keys(), ...exercise.keys()])].sort();
  const files = names.filter((name) => shipped.get(name) !== exercise.get(name));
  if (files.length === 0) return { kind: 'current' };
  return { kind: 'differs', files, written: (await readWritten(root))[topic.folder] === hashOf(exercise) };
}

/**
 * Writes an exercise from its shipped files. One that somebody has worked on is left as it is, unless forced.
 * @returns whether it is now what is shipped
 */
export async function writeExercise(root: string, topic: Topic, force: boolean): Promise<boolean> {
  const state = await compareExercise(root, topic);
  if (state.kind === 'differs' && !state.written && !force) return false;
  const [shipped, exercise] = await readBoth(root, topic);
  for (const name of exercise.keys()) if (!shipped.has(name)) await rm(join(root, topic.exercise, name));
  for (const [name, text] of shipped) {
    const file = join(root, topic.exercise, name);
    if (exercise.get(name) === text) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await rememberWritten(root, topic, hashOf(shipped));
  return true;
}

async function readBoth(root: string, { home, exercise }: Topic): Promise<[Files, Files]> {
  const shipped = await readSubmission({ dir: join(root, home, 'shipped'), origin: 'exercise' });
  const empty: Files = new Map();
  const own = await readSubmission({ dir: join(root, exercise), origin: 'exercise' }).then(
    ({ files }): Files => files,
    () => empty,
  );
  return [shipped.files, own];
}

function hashOf(files: Files): string {
  return createHash('sha256')
    .update(JSON.stringify([...files].sort()))
    .digest('hex');
}

/** What `generate` wrote last, by folder: an exercise that still looks so holds nobody's work. */
async function readWritten(root: string): Promise<Record<string, string>> {
  const text = await readFile(writtenFile(root), 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text);
  } catch {
    // A file of ours that is broken only means that more is asked before overwriting.
    return {};
  }
}

async function rememberWritten(root: string, { folder }: Topic, hash: string): Promise<void> {
  await mkdir(dirname(writtenFile(root)), { recursive: true });
  const written = { ...(await readWritten(root)), [folder]: hash };
  await writeFile(writtenFile(root), `${JSON.stringify(written, undefined, 2)}\n`);
}

function writtenFile(root: string): string {
  return join(root, '.kata', 'generated.json');
}
