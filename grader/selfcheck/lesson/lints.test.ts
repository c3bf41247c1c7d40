import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Problem } from '../../catalog/topic.ts';
import { type MadeUpCourse, madeUpTopic, openMadeUpCourse } from '../made-up-course.ts';
import { lintCode } from './lint-code.ts';
import { lintExercise } from './lint-exercise.ts';
import { addedLines, lintHints } from './lint-hints.ts';
import { lintLesson } from './lint-lesson.ts';
import { lintLinks } from './lint-links.ts';
import { lintPaths } from './lint-paths.ts';

let course: MadeUpCourse;
beforeEach(async () => {
  course = await openMadeUpCourse();
});
afterEach(() => course.remove());

const file = `lessons/${madeUpTopic}.md`;
const told = (problems: Problem[]) => problems.map(({ message }) => message);
const question = 'Why?\n\n<details><summary>Answer</summary>\n\nBecause.\n\n</details>\n\n';
const sound = [
  `${'Words.\n'.repeat(100)}\n\`\`\`mermaid\n%% caption: who calls whom, and when\nsequenceDiagram\n\`\`\`\n`,
  `## Check yourself\n\n${question.repeat(3)}## In the exercise\n\n## Where to read more\n\n## Hints\n`,
].join('\n');

test('a sound lesson has no slips', () => expect(lintLesson({ lesson: file }, sound)).toEqual([]));

test.each<[string, (text: string) => string, string]>([
  ['too short', (text) => text.replace(/Words\.\n/g, ''), 'has 36 lines'],
  ['without a picture', (text) => text.replace('mermaid', 'text'), 'has no picture'],
  [
    'with a picture that has no caption',
    (text) => text.replace('%% caption: who', 'who'),
    'the picture in line 103 has no caption',
  ],
  [
    'with an empty answer',
    (text) => text.replace('Because.', ''),
    '`## Check yourself` has 3 questions and 2 folded answers',
  ],
  ['without the exercise', (text) => text.replace('In the exercise', 'Else'), 'has no heading `## In the exercise`'],
  ['with something after the hints', (text) => `${text}\n## More\n`, 'ends with `## More`'],
  ['with two fragments', (text) => text + '```ts fragment\nx\n```\n'.repeat(2), 'has 2 fragments (lines 139, 142)'],
])('a lesson %s is told so', (_name, spoil, message) => {
  expect(told(lintLesson({ lesson: file }, spoil(sound)))).toEqual([message]);
});

const words = (count: number) => 'word '.repeat(count).trim();
const rungs = [`Why? ${words(50)}`, words(50), `See \`answer\`. ${words(50)}`, `Call tellCaller. ${words(50)}`];
const shipped = new Map([['workflows.ts', 'export const answer = () => 1;\n']]);
const solution = new Map([['workflows.ts', 'export const answer = () => tellCaller({ at: once, how: loudly });\n}\n']]);
const lintRungs = (texts: string[]) =>
  told(lintHints({ lesson: file, hints: texts.map((text) => ({ title: '', text })), shipped, solution }));

test('sound hints have no slips', () => expect(lintRungs(rungs)).toEqual([]));

test('hints that give away, belittle, are short or do not climb are told so', () => {
  const line = 'export const answer = () => tellCaller({ at: once, how: loudly });';
  expect(addedLines(shipped, solution)).toEqual([line]);
  expect(
    lintRungs([
      `Why? ${words(5)}`,
      `${words(50)}\n\`\`\`ts\nx\n\`\`\``,
      words(50),
      `It is simply\n${line} ${words(50)}`,
    ]),
  ).toEqual([
    'hint 1 has 6 words',
    'hint 4 says “simply”',
    `hint 4 has a line of the solution: \`${line}\``,
    'hint 2 shows code',
    'hint 3 names no place',
  ]);
  expect(lintRungs([words(50), `tellCaller loudly ${words(50)}`, ...rungs.slice(2)])).toEqual([
    'hint 1 asks nothing',
    'hint 2 tells more of the solution than hint 4',
  ]);
});

test('links have to lead to files and headings that there are', async () => {
  await course.write({
    [file]:
      '# Here it is\n\n[a](#here-it-is) [b](#gone) [c](99-x.md) [d](https://example.com/#x)\n\n```md\n[e](gone.md)\n```\n`[f](gone.md)` [g](../tsconfig.json)\n',
  });
  expect(told(await lintLinks(course.root, file))).toEqual([
    `line 3: ${file} has no heading #gone`,
    'line 3 links to lessons/99-x.md, which is not there',
  ]);
});

test('blocks of code compile each by itself, and an error is told with the lesson’s line', async () => {
  const blocks = [
    "```ts\nimport { sleep } from '@temporalio/workflow';\nexport const a = sleep(1);\n```",
    '```ts\nconst a = 1;\nconst b: string = a;\n```',
    '```ts fragment\nnothing.of(this);\n```',
  ];
  await course.write({ [file]: `Words.\n\n${blocks.join('\n\n')}\n` });
  expect(told(await lintCode(course.root, [{ lesson: file, folder: madeUpTopic }]))).toEqual([
    "line 10: TS2322: Type 'number' is not assignable to type 'string'.",
  ]);
});

test('an exercise has a header, marks, and at most 80 lines', () => {
  const header = '// One.\n// Two.\n// Three.\n';
  const lint = (text: string, edits = ['workflows.ts']) =>
    told(lintExercise({ home: 'home', edits }, new Map([['workflows.ts', text]])));
  expect(lint(`${header}// TODO(you): an answer comes.\n`)).toEqual([]);
  expect(lint(`${header}export {};\n  // TODO(you): an answer comes.\n`)).toEqual([]);
  expect(lint(`export {};\n${'//\n'.repeat(90)}`)).toEqual(['has 91 lines', 'has no header', 'has no mark']);
  expect(lint(`${header.repeat(3)}\n// TODO(you): x\n`)).toEqual(['has a header of 9 lines']);
  expect(lint(`${header}// TODO(you): x\n`, [])).toEqual(['has a mark `TODO(you)` and is not among the `edits`']);
});

test('topics need earlier ones, and workshops nest', () => {
  const topic = { slug: 'a', number: 1, lesson: file, needs: [], paths: [] };
  const topics = [
    { ...topic, needs: ['b'], paths: ['half-day' as const, 'day' as const] },
    { ...topic, slug: 'b', number: 2 },
  ];
  expect(told(lintPaths(topics))).toEqual([
    '`needs` names b, which comes later',
    'is in half-day and not in two-days',
    'is in day and not in two-days',
  ]);
});
