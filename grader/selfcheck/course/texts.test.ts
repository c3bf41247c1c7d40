import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditCatalog } from '../../catalog/audit-catalog.ts';
import { readLesson } from '../../catalog/lesson.ts';
import { readCatalog } from '../../catalog/read-catalog.ts';
import type { Problem, Topic } from '../../catalog/topic.ts';
import { rootDir } from '../../host/places.ts';
import { readSubmission } from '../../submission/submission.ts';
import { reads } from '../../verdict/raw/raw-text.ts';
import { lintCode } from '../lesson/lint-code.ts';
import { lintExercise } from '../lesson/lint-exercise.ts';
import { lintHints } from '../lesson/lint-hints.ts';
import { lintLesson } from '../lesson/lint-lesson.ts';
import { lintLinks } from '../lesson/lint-links.ts';
import { lintPaths } from '../lesson/lint-paths.ts';
import { Anchors } from '../zoo/anchors.ts';
import { goldenCommand, goldenFile } from '../zoo/golden.ts';
import { lintZoo } from '../zoo/lint-zoo.ts';
import { loadZoo } from '../zoo/specimens.ts';

const root = rootDir;
const { topics } = await readCatalog(root);

function expectNone(problems: readonly Problem[]): void {
  expect(problems.map(({ file, message, repair }) => `${file}: ${message}. ${repair}`)).toEqual([]);
}

const filesOf = async (place: string) => (await readSubmission({ dir: join(root, place), origin: 'folder' })).files;

test('there is a course', () => expect(topics.length).toBeGreaterThan(0));

test('each topic has all of its parts, and nothing is left over', async () => {
  expectNone((await auditCatalog(root)).course);
});

test('topics need only what comes before, and longer workshops include shorter ones', () =>
  expectNone(lintPaths(topics)));

test('every block of TypeScript in a lesson compiles by itself', async () => expectNone(await lintCode(root, topics)));

test('every link in the guides leads somewhere', async () => {
  const guides = ['README.md', 'grader/README.md'];
  const lints = await Promise.all(guides.map((file) => lintLinks(root, file).catch((error) => ifMissing(error))));
  expectNone(lints.flat());
});

test('raw findings lead to headings of the lessons that there are', async () => {
  const anchors = new Anchors(root);
  const gone: Problem[] = [];
  for (const place of new Set(Object.values(reads))) {
    if (!anchors.knows(place) || (await anchors.has(place))) continue;
    const file = 'grader/verdict/raw/raw-text.ts';
    gone.push({ file, message: `there is no ${place}`, repair: 'Write a heading of that name, or point elsewhere.' });
  }
  expectNone(gone);
});

for (const topic of topics) {
  test(`${topic.folder}: the lesson`, async () => {
    const text = await readFile(join(root, topic.lesson), 'utf8');
    expectNone([...lintLesson(topic, text), ...(await lintLinks(root, topic.lesson))]);
  });

  test(`${topic.folder}: the hints`, async () => {
    const { hints } = await readLesson(root, topic);
    const [shipped, solution] = await Promise.all([filesOf(`${topic.home}/shipped`), filesOf(topic.solution)]);
    expectNone(lintHints({ lesson: topic.lesson, hints, shipped, solution }));
  });

  test(`${topic.folder}: the exercise`, async () => {
    expectNone(lintExercise(topic, await filesOf(`${topic.home}/shipped`)));
  });

  test(`${topic.folder}: the zoo`, async () => {
    const entries = await readdir(join(root, topic.home, 'zoo'), { withFileTypes: true }).catch(() => []);
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expectNone(lintZoo(topic, await loadZoo(root, topic), folders));
  });

  test(`${topic.folder}: the findings lead to headings`, async () => expectNone(await lintGolden(topic)));
}

async function lintGolden(topic: Topic): Promise<Problem[]> {
  const file = goldenFile(topic);
  const text = await readFile(join(root, file), 'utf8').catch(() => undefined);
  if (text === undefined) return [{ file, message: 'is missing', repair: `\`${goldenCommand(topic)}\` writes it.` }];
  const places = new Set([...text.matchAll(/^- read: (\S+)$/gm)].map((match) => match[1] ?? ''));
  const anchors = new Anchors(root);
  const problems: Problem[] = [];
  for (const place of places) {
    if (!anchors.knows(place) || (await anchors.has(place))) continue;
    problems.push({
      file,
      message: `there is no ${place}`,
      repair: 'Write that heading, or mend `read` in the check.',
    });
  }
  return problems;
}

function ifMissing(error: NodeJS.ErrnoException): Problem[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
