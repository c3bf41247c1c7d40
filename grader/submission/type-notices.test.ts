import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTypeNotices } from './type-notices.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const { platform, arch } = process;
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'types-'));
});
afterEach(() => rm(dir, { recursive: true }));

const read = (signal = new AbortController().signal) =>
  readTypeNotices({ root, dir, platform, arch, signal, withinMs: 50_000 });

test('a folder outside the clone sees #world, the SDK and its own files', async () => {
  await writeFile(join(dir, 'shared.ts'), 'export const days = 3;\n');
  await writeFile(
    join(dir, 'workflows.ts'),
    "import { sleep } from '@temporalio/workflow';\nimport { payments } from '#world';\nimport { days } from './shared';\nexport const wait = () => sleep(days);\nexport const more: keyof typeof payments = 'no such operation';\n",
  );
  expect(await read()).toEqual([
    expect.stringMatching(/^workflows\.ts:5: Type '"no such operation"' is not assignable to type .+\.$/),
  ]);
});

test('many are cut short', async () => {
  await writeFile(
    join(dir, 'workflows.ts'),
    Array.from({ length: 9 }, (_, i) => `export const n${i}: number = '';`).join('\n'),
  );
  const notices = await read();
  expect(notices).toHaveLength(6);
  expect(notices.at(-1)).toMatch(/^\d more type errors\.$/);
});

test('nothing is said when nothing can be: an abort, no compiler', async () => {
  await writeFile(join(dir, 'workflows.ts'), "export const n: number = '';\n");
  expect(await read(AbortSignal.abort())).toEqual([]);
  expect(await readTypeNotices({ root: dir, dir, platform, arch, signal: new AbortController().signal })).toEqual([]);
});
