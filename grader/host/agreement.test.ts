import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { choosePath, describeFastPath, writeAgreement } from './agreement.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'kata-agreement-'));
  await mkdir(path.join(root, 'grader/host'), { recursive: true });
  await mkdir(path.join(root, 'node_modules/@temporalio/worker'), { recursive: true });
  await writeFile(path.join(root, 'grader/host/build.ts'), 'one');
  await setSdk('1.24.0');
});
afterEach(() => rm(root, { recursive: true }));

async function setSdk(version: string): Promise<void> {
  const packages = { 'node_modules/@temporalio/worker': { version }, 'node_modules/vitest': { version: '4.1.12' } };
  await writeFile(path.join(root, 'package-lock.json'), JSON.stringify({ packages }));
  await writeFile(path.join(root, 'node_modules/@temporalio/worker/package.json'), JSON.stringify({ version }));
}

const agree = async () =>
  writeAgreement(root, { ...(await describeFastPath(root)), specimens: 3, whole: true, on: '2026-11-28' });

test('the fast path is taken with the SDK that it was proven with', async () => {
  await agree();
  expect(await choosePath(false, root)).toEqual({ path: 'fast', notices: [] });
  expect(await choosePath(true, root)).toEqual({ path: 'official', notices: [] });
});

test('with another SDK, or without any proof, the official path is taken and it is said', async () => {
  expect(await choosePath(false, root)).toMatchObject({
    path: 'official',
    notices: [expect.stringContaining('never proven')],
  });
  await agree();
  await setSdk('1.25.0');
  expect(await choosePath(false, root)).toMatchObject({
    path: 'official',
    notices: [expect.stringMatching(/1\.25\.0.+proven with 1\.24\.0/)],
  });
});

test('what the agreement is about changes with a source and with the SDK, and with nothing else', async () => {
  const before = await describeFastPath(root);
  await writeFile(path.join(root, 'grader/host/build.test.ts'), 'a test');
  await agree();
  expect(await describeFastPath(root)).toEqual(before);
  await writeFile(path.join(root, 'grader/host/build.ts'), 'two');
  const changed = await describeFastPath(root);
  expect(changed.of).not.toBe(before.of);
  await setSdk('1.25.0');
  expect((await describeFastPath(root)).of).not.toBe(changed.of);
});
