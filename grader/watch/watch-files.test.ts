import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FileWatch, watchFiles } from './watch-files.ts';

let dir: string;
let folder: string;
let files: FileWatch | undefined;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'watch-'));
  folder = join(dir, '06-saga');
  await mkdir(folder);
  await writeFile(join(folder, 'workflows.ts'), 'one');
});
afterEach(async () => {
  vi.useRealTimers();
  await files?.close();
  await rm(dir, { recursive: true });
});

/** Resolves at each next call of `onChange`. */
function start(options: { native: boolean; onWake?: () => void }) {
  let tell: () => void = () => {};
  const changed = () => new Promise<void>((resolve) => (tell = resolve));
  const { onWake = () => {} } = options;
  files = watchFiles({ dir, current: () => folder, onChange: () => tell(), onWake, native: options.native });
  return changed;
}

test.each([
  ['the system tells', true],
  ['nobody tells, as on a network file system', false],
] as const)('a save, a new file and a deleted folder are seen when %s', async (_name, native) => {
  const changed = start({ native });
  await files?.ready;
  const saved = changed();
  await writeFile(join(folder, 'workflows.ts'), 'two, and longer');
  await saved;
  const added = changed();
  await writeFile(join(folder, 'more.ts'), '');
  await added;
  const gone = changed();
  await rm(folder, { recursive: true });
  await gone;
});

test('a gap between two looks is a computer that was asleep', () => {
  vi.useFakeTimers();
  const onWake = vi.fn();
  start({ native: false, onWake });
  vi.advanceTimersByTime(5000);
  expect(onWake).not.toHaveBeenCalled();
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(1000);
  expect(onWake).toHaveBeenCalledTimes(1);
});
