import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UsageError } from '../catalog/fault.ts';
import { overlayEdits, overlayFiles } from './overlay.ts';
import { composeSubmission, isInside, readSubmission } from './submission.ts';

let parent: string;
let dir: string;
beforeEach(async () => {
  parent = await realpath(await mkdtemp(path.join(tmpdir(), 'kata-test-')));
  dir = path.join(parent, 'mine');
  await mkdir(dir);
});
afterEach(() => rm(parent, { recursive: true }));

async function write(file: string, text = file): Promise<void> {
  await mkdir(path.dirname(path.join(dir, file)), { recursive: true });
  await writeFile(path.join(dir, file), text);
}

it('takes in the .ts and .json files of a folder and below', async () => {
  for (const file of ['b.ts', 'a.ts', 'inner/c.json', 'x.js', '.hidden.ts', 'node_modules/p/d.ts', '.git/e.ts'])
    await write(file);
  const submission = await readSubmission({ dir, origin: 'exercise' });
  expect([...submission.files]).toEqual([
    ['a.ts', 'a.ts'],
    ['b.ts', 'b.ts'],
    ['inner/c.json', 'inner/c.json'],
  ]);
  expect(submission).toMatchObject({ origin: 'exercise', dir, leftOut: [] });
});

it('leaves out what leads outside, is too large, or can not be read', async () => {
  await writeFile(path.join(parent, 'outside.ts'), 'secret');
  await write('inside.ts');
  await write('large.ts', 'x'.repeat(1024 * 1024 + 1));
  await symlink(path.join(parent, 'outside.ts'), path.join(dir, 'linked.ts'));
  await symlink(path.join(dir, 'inside.ts'), path.join(dir, 'twin.ts'));
  await symlink(path.join(dir, 'nowhere'), path.join(dir, 'dangling.ts'));
  const { files, leftOut } = await readSubmission({ dir, origin: 'folder' });
  expect([...files.keys()]).toEqual(['inside.ts', 'twin.ts']);
  expect(leftOut).toEqual([
    { file: 'dangling.ts', because: 'unreadable' },
    { file: 'large.ts', because: 'too-large' },
    { file: 'linked.ts', because: 'leads-outside' },
  ]);
});

it('stops at 200 files', async () => {
  for (let index = 0; index < 201; index++) await write(`f${String(index).padStart(3, '0')}.ts`);
  const { files, leftOut } = await readSubmission({ dir, origin: 'folder' });
  expect(files.size).toBe(200);
  expect(leftOut).toEqual([{ file: 'f200.ts', because: 'too-many' }]);
});

it('refuses a folder that is not there, and a file', async () => {
  await write('a.ts');
  for (const wrong of [path.join(dir, 'nowhere'), path.join(dir, 'a.ts')]) {
    await expect(readSubmission({ dir: wrong, origin: 'folder' })).rejects.toThrow(UsageError);
  }
});

const compose = (files: [string, string][]) => composeSubmission({ origin: 'solution', dir: '/s', files });

it('has a hash of names and contents, whatever their order', () => {
  const { sha256 } = compose([['a', '1'], ['b', '2']]); // biome-ignore format: short
  expect(compose([['b', '2'], ['a', '1']]).sha256).toBe(sha256); // biome-ignore format: short
  expect(compose([['a', '12'], ['b', '']]).sha256).not.toBe(sha256); // biome-ignore format: short
  expect(compose([['a1', ''], ['b', '2']]).sha256).not.toBe(sha256); // biome-ignore format: short
});

it('is overlaid by files', () => {
  const base = compose([['a.ts', '1']]);
  const over = overlayFiles(base, [['a.ts', '2'], ['b.ts', '3']]); // biome-ignore format: short
  expect([...over.files]).toEqual([['a.ts', '2'], ['b.ts', '3']]); // biome-ignore format: short
  expect(over.sha256).not.toBe(base.sha256);
  expect(base.files.get('a.ts')).toBe('1');
});

it('is overlaid by edits, each matching exactly once', () => {
  const base = compose([['a.ts', 'one two two']]);
  const edit = (replace: string, file = 'a.ts') => overlayEdits(base, [{ file, replace, by: '$& 1' }]);
  expect(edit('one').files.get('a.ts')).toBe('$& 1 two two');
  expect(() => edit('two')).toThrow('edit 1 (a.ts: "two") must match exactly once, matched 2 times');
  expect(() => edit('three')).toThrow('edit 1 (a.ts: "three") must match exactly once, matched 0 times');
  expect(() => edit('')).toThrow('matched 0 times');
  expect(() => edit('one', 'b.ts')).toThrow('edit 1 (b.ts: "one") names a file that is not there');
});

it('knows what lies inside a folder', () => {
  const inside = (file: string) => isInside(path.resolve('/a/b'), path.resolve(file));
  expect(['/a/b/c', '/a/b/..c', '/a/b/c/d'].every(inside)).toBe(true);
  expect(['/a/b', '/a', '/a/bc', '/a/c'].some(inside)).toBe(false);
});
