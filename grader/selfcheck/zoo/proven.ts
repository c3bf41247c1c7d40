import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Topic } from '../../catalog/topic.ts';
import { agreementFile } from '../../host/agreement.ts';

/** What decides over verdicts, besides the topic itself. Views, commands and the rest cannot change one. */
const deciding = ['catalog', 'submission', 'engine', 'world', 'host', 'lab', 'check', 'verdict', 'selfcheck/zoo'];

/**
 * Hash, in hex, of all that a topic's proof rests on: its lesson, solution and folder in the grader, the grader's code,
 * the lock file and the version of Node. `exercises/` has no part in it, because the proof never reads it.
 */
export async function hashOfProof(root: string, topic: Pick<Topic, 'lesson' | 'solution' | 'home'>): Promise<string> {
  const places = [
    'package-lock.json',
    topic.lesson,
    topic.solution,
    topic.home,
    ...deciding.map((name) => `grader/${name}`),
  ];
  const files = (await Promise.all(places.map((place) => listFiles(root, place)))).flat().sort();
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of files) {
    if (/\.test\.ts$|\.snap$/.test(file) || file === agreementFile) continue;
    hash.update(`\0${file}\0`).update(await readFile(join(root, file)).catch(() => ''));
  }
  return hash.digest('hex');
}

/** Whether this very state of a topic has been proven in this clone before. */
export async function isProven(root: string, topic: Pick<Topic, 'folder'>, hash: string): Promise<boolean> {
  const remembered = await readFile(fileOf(root, topic), 'utf8').catch(() => '');
  return remembered.trim() === hash;
}

/** Remembers that a topic is proven: one file a topic, so that two runs at once lose nothing. */
export async function rememberProof(root: string, topic: Pick<Topic, 'folder'>, hash: string): Promise<void> {
  const file = fileOf(root, topic);
  const part = `${file}.${process.pid}`;
  await mkdir(join(root, '.kata', 'proven'), { recursive: true });
  await writeFile(part, `${hash}\n`);
  await rename(part, file);
}

function fileOf(root: string, { folder }: Pick<Topic, 'folder'>): string {
  return join(root, '.kata', 'proven', folder);
}

/** The files at or below a place, relative to the clone. */
async function listFiles(root: string, place: string): Promise<string[]> {
  const entries = await readdir(join(root, place), { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => error.code,
  );
  if (entries === 'ENOTDIR') return [place];
  if (typeof entries !== 'object') return [];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    );
}
