import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanPlace, openPlace, openScratch } from './place.ts';

let base: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'kata-place-'));
});

afterAll(() => rm(base, { recursive: true }));

/** A clone that nobody may write, not even root, for whom permissions do not count. */
async function makeLocked(name: string): Promise<string> {
  const root = join(base, name);
  await mkdir(root);
  await writeFile(join(root, '.kata'), 'in the way');
  return root;
}

test('the place is in the clone', async () => {
  const root = join(base, 'clone');
  expect(await openPlace(root)).toBe(join(root, '.kata', 'engine'));
  expect(await readdir(join(root, '.kata', 'engine'))).toEqual([]);
});

test('a clone that cannot be written has its place in the temporary folder, always the same and its own', async () => {
  const [one, two] = [await makeLocked('one'), await makeLocked('two')];
  const place = await openPlace(one, base);
  expect(place).toContain(join(base, 'kata-engine-'));
  expect(await openPlace(one, base)).toBe(place);
  expect(await openPlace(two, base)).not.toBe(place);
});

test('when nothing can be written, that is a fault', async () => {
  const root = await makeLocked('three');
  await expect(openPlace(root, join(root, '.kata'))).rejects.toMatchObject({ fault: { code: 'disk-read-only' } });
});

test('what a killed search left behind is removed after an hour', async () => {
  const place = await openPlace(join(base, 'left'));
  const [old, young] = [await openScratch(place), await openScratch(place)];
  const twoHoursAgo = Date.now() / 1000 - 7_200;
  await utimes(old, twoHoursAgo, twoHoursAgo);
  await cleanPlace(place);
  expect(await readdir(place)).toEqual([young.slice(place.length + 1)]);
});
