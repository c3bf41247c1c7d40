import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFrontMatter, splitFrontMatter } from './front-matter.ts';
import { placesOf, splitFolderName, type Topic } from './topic.ts';

/** The course as it lies in the clone. */
export interface Catalog {
  /** Absolute folder of the clone. */
  root: string;
  /** In order of their numbers. */
  topics: Topic[];
}

/**
 * Reads which topics there are: every `NN-slug` folder in grader/topics is one. Lenient, so that a slip in one lesson
 * stops nobody from grading another; `auditCatalog` is the strict one.
 */
export async function readCatalog(root: string): Promise<Catalog> {
  const entries = await readdir(join(root, 'grader', 'topics'), { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const topics = await Promise.all(folders.sort().map((folder) => readTopic(root, folder)));
  return { root, topics: topics.filter((topic) => topic !== undefined) };
}

async function readTopic(root: string, folder: string): Promise<Topic | undefined> {
  const name = splitFolderName(folder);
  if (!name) return undefined;
  const places = placesOf(folder);
  const lesson = await readFile(join(root, places.lesson), 'utf8').catch(() => '');
  return { ...name, ...places, ...readFrontMatter(splitFrontMatter(lesson).yaml, name.slug) };
}
