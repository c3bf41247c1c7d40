import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditCatalog } from './audit-catalog.ts';
import { findTopic, nearestNames } from './find-topic.ts';
import { readLesson } from './lesson.ts';
import { readCatalog } from './read-catalog.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'catalog-'));
});
afterEach(() => rm(root, { recursive: true }));

const hints =
  '## Hints\n\n### 1 A question\n\nWhy?\n\n### 2 The concept\n\nOrder.\n\n### 3 The place\n\nThere.\n\n### 4 Nearly the code\n\nLike so.\n';
const sound = `---
title: Undo in order
summary: What was booked is given back.
minutes: 25
docs:
  - title: Failures
    url: https://docs.temporal.io/failures
edits: [workflows.ts]
needs: []
paths: [half-day, day]
---
A customer books.

## Last in, first out

\`\`\`md
## Not a heading
\`\`\`

${hints}`;

async function write(files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(root, dirname(file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

async function writeTopic(folder: string, lesson = sound): Promise<void> {
  await write({
    [`lessons/${folder}.md`]: lesson,
    [`grader/topics/${folder}/shipped/workflows.ts`]: '',
    [`grader/topics/${folder}/checks.ts`]: '',
    [`grader/topics/${folder}/zoo.ts`]: '',
    [`exercises/${folder}/workflows.ts`]: '',
    [`solutions/${folder}/workflows.ts`]: '',
  });
}

test('the folder is the registry', async () => {
  await writeTopic('11-determinism-constraints');
  await writeTopic('06-saga-pattern');
  const catalog = await readCatalog(root);
  expect(catalog.topics.map(({ number, slug }) => [number, slug])).toEqual([
    [6, 'saga-pattern'],
    [11, 'determinism-constraints'],
  ]);
  expect(catalog.topics[0]).toEqual({
    number: 6,
    slug: 'saga-pattern',
    folder: '06-saga-pattern',
    title: 'Undo in order',
    summary: 'What was booked is given back.',
    minutes: 25,
    docs: [{ title: 'Failures', url: 'https://docs.temporal.io/failures' }],
    edits: ['workflows.ts'],
    needs: [],
    paths: ['half-day', 'day'],
    lesson: 'lessons/06-saga-pattern.md',
    exercise: 'exercises/06-saga-pattern',
    solution: 'solutions/06-saga-pattern',
    home: 'grader/topics/06-saga-pattern',
  });
  expect(await auditCatalog(root)).toEqual({ course: [], exercises: [] });
});

test('a broken lesson stops no reader, and each slip is named with its repair', async () => {
  await writeTopic('06-saga-pattern', sound.replace('minutes: 25', 'minutes: soon').replace('summary', 'sumary'));
  await writeTopic('07-other', 'No front matter here.');
  await writeTopic('08-colon', sound.replace('title: Undo', 'title: Undo: all'));
  const { topics } = await readCatalog(root);
  expect(topics.map(({ title, minutes }) => [title, minutes])).toEqual([
    ['Undo in order', 0],
    ['Other', 0],
    ['Colon', 0],
  ]);
  const { course } = await auditCatalog(root);
  expect(course.map(({ file, message, repair }) => `${file}: ${message}. ${repair}`)).toMatchInlineSnapshot(`
    [
      "lessons/06-saga-pattern.md: \`summary\` is missing. Write \`summary: one sentence\`.",
      "lessons/06-saga-pattern.md: \`sumary\` is not a known field. Its fields are title, summary, matters, minutes, docs, edits, needs, paths.",
      "lessons/06-saga-pattern.md: \`minutes\` must be integer. Write \`minutes: 25\`.",
      "lessons/07-other.md: there is no front matter. Begin it with \`---\`, the fields title, summary, matters, minutes, docs, edits, needs, paths, and \`---\`.",
      "lessons/07-other.md: there must be four hints with a text each; 0 found. End it with \`## Hints\` and \`### 1 A question\`, \`### 2 The concept\`, \`### 3 The place\`, \`### 4 Nearly the code\`.",
      "lessons/08-colon.md: the front matter is not YAML: Nested mappings are not allowed in compact mappings at line 1, column 8:. Put a text with a colon or a quote in it into quotes; indent lists by two spaces.",
    ]
  `);
});

test('a missing twin and a stray file are named with their repair', async () => {
  await writeTopic(
    '06-saga-pattern',
    sound.replace('needs: []', 'needs: [nowhere]').replace('edits: [work', 'edits: [other.ts, work'),
  );
  await rm(join(root, 'exercises/06-saga-pattern'), { recursive: true });
  await rm(join(root, 'grader/topics/06-saga-pattern/zoo.ts'));
  await write({
    'solutions/06-saga-pattern/more.ts': '',
    'solutions/notes.txt': '',
    'lessons/07-gone.md': '',
    'exercises/mine/workflows.ts': '',
    'grader/topics/6-short/checks.ts': '',
    'grader/topics/06-again/shipped/workflows.ts': '',
  });
  const { course, exercises } = await auditCatalog(root);
  const lines = [...course, '-- exercises', ...exercises].map((p) =>
    typeof p === 'string' ? p : `${p.file}: ${p.message}. ${p.repair}`,
  );
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "grader/topics/6-short: is not the folder of a topic. A topic is a folder named by two digits and a slug in kebab-case: \`06-saga-pattern\`.
    lessons/07-gone.md: belongs to no topic. Remove or rename it; its topic would be grader/topics/07-gone.
    solutions/notes.txt: belongs to no topic. Remove or rename it; its topic would be grader/topics/notes.txt.
    solutions/06-again: the solution is missing. Write it with the file names of grader/topics/06-again/shipped.
    grader/topics/06-again/checks.ts: the file is missing. Write it; see grader/README.md.
    grader/topics/06-again/zoo.ts: the file is missing. Write it; see grader/README.md.
    lessons/06-again.md: the lesson is missing. Write it, or restore it with \`git checkout -- lessons/06-again.md\`.
    grader/topics/06-saga-pattern: number or slug is that of grader/topics/06-again. Give each topic a number and a slug of its own.
    grader/topics/06-saga-pattern/zoo.ts: the file is missing. Write it; see grader/README.md.
    grader/topics/06-saga-pattern/shipped/more.ts: the broken twin of a solution file is missing. Write it, or remove solutions/06-saga-pattern/more.ts.
    lessons/06-saga-pattern.md: \`needs\` names nowhere, which is no topic. Name slugs of topics.
    lessons/06-saga-pattern.md: \`edits\` names other.ts, which is not in grader/topics/06-saga-pattern/shipped. Name files of the exercise.
    -- exercises
    exercises/06-again: the exercise is missing. \`npx kata reset 6\` or \`npm run generate\` writes it.
    exercises/06-saga-pattern: the exercise is missing. \`npx kata reset 6\` or \`npm run generate\` writes it.
    exercises/mine: belongs to no topic. Remove or rename it; its topic would be grader/topics/mine."
  `);
});

const topics = [
  ['06-saga-pattern-with-compensation', 6],
  ['11-determinism-constraints', 11],
  ['12-versioning-strategies', 12],
  ['14-versioning-workers', 14],
].map(([folder, number]) => ({
  ...{ title: '', summary: '', minutes: 1, docs: [], edits: [], needs: [], paths: [] },
  ...{ lesson: '', exercise: '', solution: '', home: '' },
  ...{ folder: String(folder), slug: String(folder).slice(3), number: Number(number) },
}));

test.each([
  ['6', 6],
  ['06', 6],
  ['saga-pattern-with-compensation', 6],
  ['06-saga-pattern-with-compensation', 6],
  ['saga', 6],
  ['06-sa', 6],
  ['exercises/06-saga-pattern-with-compensation/', 6],
  ['lessons/11-determinism-constraints.md', 11],
  ['Versioning-S', 12],
])('a topic is found by %s', (word, number) => {
  expect(findTopic({ topics }, word).number).toBe(number);
});

test.each(['nosuch', 'sage', 'determinsm', 'versioning', '99', ''])('%s is no topic', (word) => {
  expect(() => findTopic({ topics }, word)).toThrowErrorMatchingSnapshot();
});

test('the nearest names come first, far ones not at all', () => {
  expect(nearestNames('chekc', ['hint', 'check', 'lesson'])).toEqual(['check']);
  expect(nearestNames('qqqqqqqq', ['hint', 'check', 'lesson'])).toEqual([]);
});

test('a lesson is taken apart', async () => {
  await writeTopic('06-saga-pattern');
  const lesson = await readLesson(root, { lesson: 'lessons/06-saga-pattern.md' });
  expect(lesson.body).toBe('A customer books.\n\n## Last in, first out\n\n```md\n## Not a heading\n```\n');
  expect(lesson.hints).toEqual([
    { title: 'A question', text: 'Why?' },
    { title: 'The concept', text: 'Order.' },
    { title: 'The place', text: 'There.' },
    { title: 'Nearly the code', text: 'Like so.' },
  ]);
  expect(lesson.anchors).toEqual([
    'last-in-first-out',
    'hints',
    '1-a-question',
    '2-the-concept',
    '3-the-place',
    '4-nearly-the-code',
  ]);
  await expect(readLesson(root, { lesson: 'lessons/gone.md' })).rejects.toThrow('lessons/gone.md is not there');
});
