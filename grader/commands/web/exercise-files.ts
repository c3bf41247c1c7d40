import { createHash } from 'node:crypto';
import { realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../catalog/fault.ts';
import type { Topic } from '../../catalog/topic.ts';
import { isInside, readSubmission } from '../../submission/submission.ts';
import type { FileState, SaveAnswer } from '../../view/web/messages.ts';
import { gathered } from '../../watch/look.ts';
import { watchFiles } from '../../watch/watch-files.ts';

const bytesAtMost = 1024 * 1024;

/** The files of an exercise as they are now. @throws UsageError when its folder is not there. */
export async function readFiles(root: string, topic: Topic): Promise<FileState[]> {
  const { files } = await readSubmission({ dir: join(root, topic.exercise), origin: 'exercise' });
  const isEdited = (name: string) => topic.edits.length === 0 || topic.edits.includes(name);
  const states = [...files].map(([name, text]) => ({ name, text, hash: hashOf(text), edited: isEdited(name) }));
  return states.sort((a, b) => Number(b.edited) - Number(a.edited));
}

/**
 * Writes a file that is there, unless it has become another than `base` meanwhile: then nothing is written and the
 * conflict is told.
 * @throws UsageError for anything that is no file of the exercise.
 */
export async function saveFile(
  root: string,
  topic: Topic,
  { name, text, base }: { name: string; text: string; base: string },
): Promise<SaveAnswer> {
  const file = (await readFiles(root, topic)).find((known) => known.name === name);
  if (!file) throw new UsageError(`${topic.exercise} has no such file. Only its own .ts and .json files can be saved.`);
  if (Buffer.byteLength(text) > bytesAtMost) throw new UsageError(`${name} would be larger than 1 MB.`);
  const hash = hashOf(text);
  if (file.hash === hash) return { kind: 'saved', hash };
  if (file.hash !== base) return { kind: 'conflict', file };
  const folder = await realpath(join(root, topic.exercise));
  const place = await realpath(join(folder, name));
  if (!isInside(folder, place)) throw new UsageError(`${name} leads out of ${topic.exercise}.`);
  await writeFile(place, text);
  return { kind: 'saved', hash };
}

/** Calls back when files of an exercise have become others, whoever changed them; returns what ends that. */
export function tellChanges(root: string, topic: Topic, onChange: (files: FileState[]) => void): () => void {
  const dir = join(root, topic.exercise);
  let [known, ended] = ['', false];
  const look = async () => {
    const files = await readFiles(root, topic).catch(() => undefined);
    const now = JSON.stringify(files?.map(({ name, hash }) => [name, hash]));
    if (files && now !== known && !ended) onChange(files);
    known = now;
  };
  void readFiles(root, topic).then((files) => {
    known ||= JSON.stringify(files.map(({ name, hash }) => [name, hash]));
  }, nothing);
  // A save is often several events: emptied, written, renamed.
  const soon = gathered(() => void look());
  const watch = watchFiles({ dir, current: () => dir, onChange: soon, onWake: soon });
  return () => {
    ended = true;
    void watch.close();
  };
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function nothing(): void {}
