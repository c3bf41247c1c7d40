import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCatalog } from '../../catalog/read-catalog.ts';
import type { Topic } from '../../catalog/topic.ts';
import type { Zoo } from '../../check/zoo.ts';
import { type MadeUpCourse, madeUpTopic, openMadeUpCourse } from '../made-up-course.ts';
import { hashOfProof, isProven, rememberProof } from './proven.ts';
import { findSpecimenTypeErrors } from './specimen-types.ts';
import { listSpecimens } from './specimens.ts';

let course: MadeUpCourse;
let topic: Topic;
beforeEach(async () => {
  course = await openMadeUpCourse();
  const [only] = (await readCatalog(course.root)).topics;
  if (only) topic = only;
});
afterEach(() => course.remove());

const home = `grader/topics/${madeUpTopic}`;
const edit = (replace: string) => ({ edits: [{ file: 'workflows.ts', replace, by: '41' }] }) as const;
const wrong = { because: 'Off by one.', fails: 'right', hint: 1 as const };

test('specimens are put together from edits and folders, or say what is wrong', async () => {
  await course.write({ [`${home}/zoo/more/other.ts`]: 'export {};\n' });
  const zoo: Zoo = {
    wrong: [
      { name: 'edited', ...wrong, ...edit('42') },
      { name: 'missed', ...wrong, ...edit('43') },
    ],
    right: [
      { name: 'more', because: 'One more file.', folder: true },
      { name: 'absent', because: 'No such folder.', folder: true },
    ],
  };
  const specimens = listSpecimens(course.root, topic, zoo);
  const composed = await Promise.all(
    specimens.map(async ({ name, expected, compose }) => {
      const said = await compose().then(
        ({ files }) => [...files].filter(([file]) => file !== 'shared.ts').map((entry) => entry.join(': ').trim()),
        (error: Error) => error.message,
      );
      return [name, expected.kind === 'fails' ? expected.first : 'passes', said];
    }),
  );
  expect(composed).toEqual([
    ['solution', 'passes', ['workflows.ts: export const answer = () => 42;']],
    ['shipped', undefined, ['workflows.ts: export const answer = () => 1;']],
    ['edited', 'tell-the-caller/right', ['workflows.ts: export const answer = () => 41;']],
    [
      ...['missed', 'tell-the-caller/right'],
      `${home}/zoo.ts: specimen missed: edit 1 (workflows.ts: "43") must match exactly once, matched 0 times. Take the text from solutions/${madeUpTopic}.`,
    ],
    ['more', 'passes', ['other.ts: export {};', 'workflows.ts: export const answer = () => 42;']],
    ['absent', 'passes', `${home}/zoo/absent is missing. Write its files, or use \`edits\`.`],
  ]);
});

test('a specimen that does not compile is named with its place', async () => {
  const zoo = (by: string) =>
    `export const zoo = { wrong: [{ name: 'edited', fails: 'x', edits: [{ file: 'workflows.ts', replace: '42', by: "${by}" }] }], right: [] };\n`;
  await course.write({ [`${home}/zoo.ts`]: zoo('missing()') });
  const [problem, ...more] = await findSpecimenTypeErrors(course.root);
  expect([problem?.file, problem?.message, more]).toEqual([
    `${home}/zoo.ts`,
    "specimen edited, workflows.ts:1: TS2304: Cannot find name 'missing'.",
    [],
  ]);
});

test('a proof counts until something it rests on changes; exercises are no part of it', async () => {
  const { root, write } = course;
  const hash = await hashOfProof(root, topic);
  expect(await isProven(root, topic, hash)).toBe(false);
  await rememberProof(root, topic, hash);
  await write({
    [`exercises/${madeUpTopic}/workflows.ts`]: 'mine',
    'grader/lab/lab.test.ts': '',
    'grader/view/x.ts': '',
  });
  expect(await isProven(root, topic, await hashOfProof(root, topic))).toBe(true);
  for (const file of [
    `solutions/${madeUpTopic}/shared.ts`,
    `lessons/${madeUpTopic}.md`,
    'package-lock.json',
    'grader/lab/lab.ts',
  ]) {
    await write({ [file]: `changed: ${file}` });
    const changed = await hashOfProof(root, topic);
    expect(await isProven(root, topic, changed), file).toBe(false);
    await rememberProof(root, topic, changed);
  }
});
