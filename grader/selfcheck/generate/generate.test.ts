import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MadeUpCourse, madeUpTopic, openMadeUpCourse } from '../made-up-course.ts';
import { findStale, generate } from './generate.ts';

let course: MadeUpCourse;
beforeEach(async () => {
  course = await openMadeUpCourse();
  await course.write({ 'README.md': readme });
});
afterEach(() => course.remove());

const readme = `# Kata
<!-- generated: topics (npm run generate) -->
<!-- end: topics -->

Words.

<!-- generated: workshops (npm run generate) -->
old
<!-- end: workshops -->
`;
const exercise = `exercises/${madeUpTopic}`;

async function run(force = false): Promise<{ code: number; said: string }> {
  const stdout = new PassThrough();
  const code = await generate({ topics: [], force }, { root: course.root, stdout });
  stdout.end();
  return { code, said: await text(stdout) };
}
const read = (file: string) => readFile(join(course.root, file), 'utf8');

test('exercises and the tables of the README are written, and current afterwards', async () => {
  expect(await findStale(course.root)).toEqual([
    `${exercise} is missing. \`npm run generate -- --force 3\` writes it from grader/topics/${madeUpTopic}/shipped.`,
    'README.md has tables that are not current. Run `npm run generate`.',
  ]);
  expect(await run()).toEqual({ code: 0, said: 'exercises/ and README.md are current.\n' });
  expect(await findStale(course.root)).toEqual([]);
  expect(await read(`${exercise}/workflows.ts`)).toBe('export const answer = () => 1;\n');
  expect(await read('README.md')).toMatchInlineSnapshot(`
    "# Kata
    <!-- generated: topics (npm run generate) -->

    | | Topic | | |
    | --: | --- | --- | --: |
    | 3 | [Tell the caller](lessons/03-tell-the-caller.md) | An answer is better than silence. | 15 min |

    <!-- end: topics -->

    Words.

    <!-- generated: workshops (npm run generate) -->

    | Workshop | Topics | Time |
    | --- | --- | --: |
    | Half a day | none yet | 0 min |
    | A day | 03 | 15 min |
    | Two days | 03 | 15 min |

    <!-- end: workshops -->
    "
  `);
});

test('an exercise that nobody has touched follows its shipped files', async () => {
  await run();
  await course.write({ [`grader/topics/${madeUpTopic}/shipped/workflows.ts`]: 'export const answer = () => 2;\n' });
  expect((await run()).code).toBe(0);
  expect(await read(`${exercise}/workflows.ts`)).toBe('export const answer = () => 2;\n');
});

test('a learner’s work is overwritten only when forced', async () => {
  await run();
  await course.write({ [`${exercise}/workflows.ts`]: 'mine', [`${exercise}/own.ts`]: 'mine' });
  const { code, said } = await run();
  expect(code).toBe(1);
  expect(said).toBe(
    `${exercise} has been worked on and was left as it is. \`npm run generate -- --force 3\` overwrites it.\n`,
  );
  expect(await read(`${exercise}/workflows.ts`)).toBe('mine');
  expect((await run(true)).code).toBe(0);
  expect(await findStale(course.root)).toEqual([]);
});

test('a README without marks says which are missing', async () => {
  await course.write({ 'README.md': '# Kata\n' });
  expect((await run()).said).toContain('README.md has no marks <!-- generated: topics');
});
