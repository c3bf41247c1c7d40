import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFrontMatterReader, splitFrontMatter } from './front-matter.ts';
import { type FrontMatter, type Problem, placesOf, splitFolderName, type Topic } from './topic.ts';

/** The course as it lies in the clone. */
export interface Catalog {
  /** Absolute folder of the clone. */
  root: string;
  /** In order of their numbers. */
  topics: Topic[];
  /** Lessons that could not be read as they should be; their topics have what could be read, and a title from the slug. */
  problems: Problem[];
}

/**
 * Reads which topics there are: every `NN-slug` folder in grader/topics is one. Lenient, so that a slip in one lesson
 * stops nobody from grading another; {@link auditCatalog} is the strict one.
 */
export async function readCatalog(root: string): Promise<Catalog> {
  const entries = await readdir(join(root, 'grader', 'topics'), { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const readFrontMatter = openFrontMatterReader();
  const read = await Promise.all(
    folders.sort().map(async (folder) => {
      const name = splitFolderName(folder);
      if (!name) return undefined;
      const places = placesOf(folder);
      const lesson = await readFile(join(root, places.lesson), 'utf8').catch(() => undefined);
      const { fields, problems } =
        lesson === undefined
          ? { fields: {}, problems: [noLesson(places.lesson)] }
          : readFrontMatter(splitFrontMatter(lesson).yaml, places.lesson);
      return { topic: { ...name, ...places, ...withDefaults(fields, name.slug) }, problems };
    }),
  );
  const found = read.filter((entry) => entry !== undefined);
  return { root, topics: found.map(({ topic }) => topic), problems: found.flatMap(({ problems }) => problems) };
}

function withDefaults(fields: Partial<FrontMatter>, slug: string): FrontMatter {
  const title = `${slug.charAt(0).toUpperCase()}${slug.slice(1)}`.replaceAll('-', ' ');
  return { title, summary: '', minutes: 0, docs: [], edits: [], needs: [], paths: [], ...fields };
}

function noLesson(file: string): Problem {
  return {
    file,
    message: 'the lesson is missing',
    repair: `Write it, or restore it with \`git checkout -- ${file}\`.`,
  };
}
