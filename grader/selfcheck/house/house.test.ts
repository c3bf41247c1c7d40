import { expect, test } from 'vitest';
import { rootDir } from '../../host/places.ts';
import { lintImports, readImports } from './imports.ts';
import { readSources } from './read-sources.ts';

const linesAtMost = 250;

test('each folder imports only itself and what stands to its left, each library in one file', async () => {
  const problems = lintImports(await readSources(rootDir));
  expect(problems.map(({ file, message, repair }) => `${file}: ${message}. ${repair}`)).toEqual([]);
});

test('no file is longer than 250 lines', async () => {
  const sources = (await readSources(rootDir)).filter(({ file }) => !/\.test\.ts$|\/zoo\.ts$/.test(file));
  const long = sources.map(({ file, text }) => ({ file, lines: text.trimEnd().split('\n').length }));
  expect(long.filter(({ lines }) => lines > linesAtMost)).toEqual([]);
});

test('imports against the order are found, however they are written', () => {
  const text =
    "import { a } from '../verdict/fold.ts';\nexport * from '../lab/lab.ts';\nconst b = await import('../watch/w.ts');";
  expect(lintImports([{ file: 'check/check.ts', text }]).map(({ message }) => message)).toEqual([
    'imports ../verdict/fold.ts',
    'imports ../watch/w.ts',
  ]);
  expect(
    readImports("// import x from './gone.ts';\nimport {\n  a,\n  b,\n} from './here.ts';\nimport './effect.ts';"),
  ).toEqual(['./here.ts', './effect.ts']);
});

test('a library in two files is found', () => {
  const text = "import { cac } from 'cac';";
  const files = ['commands/a.ts', 'commands/b.ts', 'commands/c.test.ts'].map((file) => ({ file, text }));
  expect(lintImports(files).map(({ file, message }) => `${file}: ${message}`)).toEqual([
    'grader/commands/a.ts, grader/commands/b.ts: cac is imported in 2 files',
  ]);
});
