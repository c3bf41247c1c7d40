import type { BuildProblem } from '../submission/build-problem.ts';
import type { BuildEntries } from './build.ts';

export const activities =
  "import { payments } from '#world';\nexport const pay = async () => payments;\nexport const rate = 2;\n";
const run = 'export async function run() {}\n';

export interface Case {
  name: string;
  files: Record<string, string>;
  links?: Record<string, string>;
  entries?: BuildEntries;
  problems: Partial<BuildProblem>[];
}

/** Submissions that can't start, and what is told of each; for tests. */
export const refusals: Case[] = [
  {
    name: 'a syntax error, with a caret under a character after a wide one',
    files: { 'workflows.ts': "const é = 'é'; export function run( {\n" },
    problems: [
      {
        kind: 'syntax',
        message: 'Expected identifier but found end of file',
        where: { file: 'workflows.ts', line: 2, column: 1 },
      },
    ],
  },
  {
    name: 'syntax errors on both sides at once',
    files: { 'workflows.ts': '\n\texport const x = ];\n', 'activities.ts': 'const a = 1;\nconst = 1;\n' },
    problems: [
      {
        kind: 'syntax',
        caret: '\texport const x = ];\n\t                 ^',
        where: { file: 'workflows.ts', line: 2, column: 19 },
      },
      { kind: 'syntax', where: { file: 'activities.ts', line: 2, column: 7 } },
    ],
  },
  {
    name: 'an await outside a function',
    files: { 'workflows.ts': 'export const x = await 1;\n', 'activities.ts': 'export const y = await 1;\n' },
    problems: ['workflows.ts', 'activities.ts'].map((file) => ({
      kind: 'syntax' as const,
      message: '`await` works inside an async function only, not at the top of a file.',
      where: { file, line: 1, column: 18 },
    })),
  },
  {
    name: 'a file and a package that are not there',
    files: {
      'workflows.ts': `import { a } from './nowhere';\nimport b from 'no-such-package';\nexport const c = [a, b];\n`,
    },
    problems: [
      {
        kind: 'missing-module',
        module: './nowhere',
        importer: 'workflows.ts',
        message: '`workflows.ts` imports `./nowhere`, and there is no such file in the folder.',
        where: { file: 'workflows.ts', line: 1, column: 19 },
        caret: "import { a } from './nowhere';\n                  ^",
      },
      { kind: 'missing-module', module: 'no-such-package', where: { file: 'workflows.ts', line: 2, column: 15 } },
    ],
  },
  {
    name: 'modules of Node and of the SDK that have no place in workflow code',
    files: {
      'workflows.ts': `import { readFile } from 'fs/promises';\nimport { Client } from '@temporalio/client';\nimport assert from 'node:assert';\nexport const c = [readFile, Client, assert];\n`,
    },
    problems: [
      { kind: 'forbidden-module', module: 'fs/promises', importer: 'workflows.ts' },
      { kind: 'forbidden-module', module: '@temporalio/client', where: { file: 'workflows.ts', line: 2, column: 24 } },
      {
        kind: 'forbidden-module',
        message:
          '`workflows.ts` imports `node:assert`, which does not exist where a workflow runs. Write `assert`: the SDK has a version of it for workflows.',
      },
    ],
  },
  {
    name: 'a module of Node behind a helper',
    files: {
      'workflows.ts': `export * from './rules';\n`,
      'rules.ts': `import { hash } from 'node:crypto';\nexport const h = hash;\n`,
    },
    problems: [
      {
        kind: 'forbidden-module',
        module: 'node:crypto',
        importer: 'rules.ts',
        where: { file: 'rules.ts', line: 1, column: 22 },
      },
    ],
  },
  {
    name: 'the world in workflow code',
    files: { 'workflows.ts': `import { payments } from '#world';\nexport const run = () => payments;\n` },
    problems: [
      {
        kind: 'world-in-workflow',
        importer: 'workflows.ts',
        message: '`workflows.ts` imports `#world`: only activities reach the outside world.',
        where: { file: 'workflows.ts', line: 1, column: 26 },
      },
    ],
  },
  {
    name: 'a value of the activities in workflow code',
    files: {
      'workflows.ts': `import { rate } from './activities.ts';\nexport const run = () => rate;\n`,
      'activities.ts': activities,
    },
    problems: [
      {
        kind: 'activity-value-import',
        module: './activities.ts',
        importer: 'workflows.ts',
        reaches: '#world',
        chain: ['workflows.ts', 'activities.ts', '#world'],
        message:
          '`workflows.ts` takes a value from `activities.ts`, which needs `#world`: workflow code may only import its types.',
        where: { file: 'workflows.ts', line: 1, column: 22 },
      },
    ],
  },
  {
    name: 'a value of the activities behind a helper, and activities behind another file',
    files: {
      'workflows.ts': `import { twice } from './rules';\nexport const run = () => twice;\n`,
      'rules.ts': `import { rate } from './activities';\nexport const twice = rate * 2;\n`,
      'activities.ts': `import { now } from './bank';\nexport const rate = now();\n`,
      'bank.ts': `import os from 'os';\nexport const now = () => os.uptime();\n`,
    },
    problems: [
      {
        kind: 'activity-value-import',
        importer: 'rules.ts',
        chain: ['rules.ts', 'activities.ts', 'bank.ts', 'os'],
        where: { file: 'rules.ts', line: 1, column: 22 },
      },
    ],
  },
  {
    name: 'imports while the code runs, with and without a name',
    files: {
      'workflows.ts': `export async function run(name: string) {\n  await import('./shared');\n  await import(name);\n  require(name);\n}\n`,
      'shared.ts': 'export const x = 1;\n',
    },
    problems: [
      { kind: 'dynamic-import', module: './shared', where: { file: 'workflows.ts', line: 2, column: 16 } },
      {
        kind: 'dynamic-import',
        module: undefined,
        importer: 'workflows.ts',
        where: { file: 'workflows.ts', line: 3, column: 9 },
      },
      { kind: 'dynamic-import', where: { file: 'workflows.ts', line: 4, column: 3 } },
    ],
  },
  {
    name: 'imports that leave the folder: upwards, absolute, by address, by a link to a file or a folder',
    files: {
      'workflows.ts': `import a from '../outside';\nimport b from '/etc/outside';\nimport c from './linked.ts';\nimport d from './far/outside.ts';\nimport e from 'data:text/javascript,0';\nexport const all = [a, b, c, d, e];\n`,
    },
    links: { 'linked.ts': 'outside.ts', far: '.' },
    problems: ['../outside', '/etc/outside', './linked.ts', './far/outside.ts', 'data:text/javascript,0'].map(
      (module) => ({
        kind: 'outside-import' as const,
        module,
        message: `\`workflows.ts\` imports \`${module}\`, which lies outside the folder that is graded.`,
      }),
    ),
  },
  {
    name: 'imports of activities that leave the folder',
    files: {
      'workflows.ts': run,
      'activities.ts': `import { answer } from '../outside.ts';\nimport 'esbuild/../../package.json';\nexport const a = answer;\n`,
    },
    problems: [
      { kind: 'outside-import', module: '../outside.ts', where: { file: 'activities.ts', line: 1, column: 24 } },
      { kind: 'outside-import', module: 'esbuild/../../package.json' },
    ],
  },
  {
    name: 'an entry that is not there',
    files: { 'workflows.ts': run },
    entries: { workflows: ['workflows.ts', 'b-retire.ts'] },
    problems: [
      {
        kind: 'missing-file',
        file: 'b-retire.ts',
        message: 'There is no file `b-retire.ts` in the folder that is graded.',
      },
    ],
  },
];
