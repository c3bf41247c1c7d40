import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../catalog/fault.ts';

/** The files being graded, at one moment. */
export interface Submission {
  origin: SubmissionOrigin;
  /** Absolute, symlinks resolved. */
  dir: string;
  /** Contents by path relative to `dir`, with forward slashes; sorted. */
  files: Map<string, string>;
  /** Of the sorted names and contents, in hex. */
  sha256: string;
  /** Files that exist but are not part of the snapshot. */
  leftOut: LeftOut[];
}

export type SubmissionOrigin = 'exercise' | 'solution' | 'folder';

export interface LeftOut {
  file: string;
  because: 'leads-outside' | 'too-large' | 'too-many' | 'unreadable';
}

const maxFiles = 200;
const maxFileBytes = 1024 * 1024;
const maxTotalBytes = 4 * 1024 * 1024;
const wanted = /\.(ts|json)$/;
const skippedFolders = /^(node_modules|\..*)$/;

/**
 * Takes a snapshot of a folder's .ts and .json files (recursive; node_modules and dotfiles aside).
 * A file whose real path leaves the folder, or that passes a limit (200 files, 1 MB each, 4 MB in all), is listed and not read.
 * @throws UsageError when `dir` is not a folder.
 */
export async function readSubmission({ dir, origin }: { dir: string; origin: SubmissionOrigin }): Promise<Submission> {
  const root = await realpath(dir).catch(() => undefined);
  if (root === undefined || !(await stat(root)).isDirectory()) {
    throw new UsageError(`There is no folder ${dir}. Name a folder that holds the files of one exercise.`);
  }
  const contents: [string, string][] = [];
  const leftOut: LeftOut[] = [];
  let total = 0;
  for (const file of await listFiles(root)) {
    const entry = await readConfined(root, file);
    if (typeof entry === 'string') {
      leftOut.push({ file, because: entry });
    } else if (contents.length >= maxFiles || total + entry.bytes > maxTotalBytes) {
      leftOut.push({ file, because: 'too-many' });
    } else {
      total += entry.bytes;
      contents.push([file, entry.text]);
    }
  }
  return composeSubmission({ origin, dir: root, files: contents, leftOut });
}

/** Makes a submission of files at hand; sorts them and computes the hash. Pure. */
export function composeSubmission({
  origin,
  dir,
  files,
  leftOut = [],
}: {
  origin: SubmissionOrigin;
  dir: string;
  files: Iterable<[string, string]>;
  leftOut?: LeftOut[];
}): Submission {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256');
  for (const [name, text] of sorted) hash.update(JSON.stringify([name, text]));
  return { origin, dir, files: new Map(sorted), sha256: hash.digest('hex'), leftOut };
}

/** Whether `file` (absolute, symlinks resolved) lies in the folder `dir` or below. */
export function isInside(dir: string, file: string): boolean {
  const relative = path.relative(dir, file);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

async function listFiles(root: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (skippedFolders.test(entry.name)) continue;
      // A linked folder is not followed: an import that goes through it is refused by the build.
      if (entry.isDirectory()) await visit(name);
      else if (wanted.test(entry.name)) found.push(name);
    }
  };
  await visit('');
  return found;
}

async function readConfined(root: string, file: string): Promise<{ text: string; bytes: number } | LeftOut['because']> {
  try {
    const real = await realpath(path.join(root, file));
    if (!isInside(root, real)) return 'leads-outside';
    const stats: Stats = await stat(real);
    if (!stats.isFile()) return 'unreadable';
    if (stats.size > maxFileBytes) return 'too-large';
    return { text: await readFile(real, 'utf8'), bytes: stats.size };
  } catch {
    return 'unreadable';
  }
}
