import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandOf } from './command.ts';
import { type DiagnoseOptions, diagnose } from './diagnose.ts';
import { findEngine } from './find.ts';
import { type Keeper, openKeeper } from './keeper.ts';
import { checkNode, checkPackages, checkSystem, type Row } from './prerequisites.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
let keeper: Keeper;
let root: string;

beforeAll(async () => {
  keeper = openKeeper();
  root = await mkdtemp(join(tmpdir(), 'kata-diagnose-'));
  for (const file of ['package.json', 'package-lock.json']) await copyFile(join(repository, file), join(root, file));
  await symlink(join(repository, 'node_modules', '@temporalio'), join(await makeDir('node_modules'), '@temporalio'));
  await writeFile(join(root, 'node_modules', '.kata-lock-hash'), await hashOfLock());
  await writeFile(join(root, 'download.mjs'), 'console.error("no such host"); process.exit(1);');
});

afterAll(async () => {
  await keeper.close();
  await rm(root, { recursive: true });
});

async function makeDir(name: string): Promise<string> {
  await mkdir(join(root, name), { recursive: true });
  return join(root, name);
}

async function hashOfLock(): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(root, 'package-lock.json')))
    .digest('hex');
}

async function options(env: NodeJS.ProcessEnv): Promise<DiagnoseOptions> {
  return {
    root,
    env,
    platform: process.platform,
    arch: process.arch,
    keeper,
    node: '20.19.0',
    cache: await makeDir('cache'),
    report: () => {},
    download: {
      program: join(root, 'download.mjs'),
      patience: { firstByteMs: 5_000, nextByteMs: 5_000, wholeMs: 5_000 },
    },
  };
}

function states(rows: Row[]): string[] {
  return rows.map(({ name, state }) => `${name}: ${state}`);
}

test('a machine with nothing but Node: each row that is not there has its repair', async () => {
  const seen: Row[] = [];
  const rows = await diagnose(await options({ PATH: await makeDir('empty') }), (row) => seen.push(row));
  expect(states(rows)).toMatchInlineSnapshot(`
    [
      "system: ok",
      "Node: ok",
      "npm: missing",
      "packages: ok",
      "Temporal SDK: ok",
      "Java: missing",
      "Maven: missing",
      "engine you name: unneeded",
      "native engine: missing",
      "engine on Java: missing",
      "round trip: failed",
    ]
  `);
  expect(rows.filter(({ state, repair }) => (state === 'missing' || state === 'failed') && !repair)).toEqual([]);
  expect(seen).toEqual(rows);
});

test('with one way open, what the others lack is not needed, and the round trip is real', async () => {
  const { env, platform, arch } = process;
  const { choice } = await findEngine({ root: repository, env, platform, arch, keeper, report: () => {} });
  const { executable, args } = commandOf(choice);
  const given = join(root, 'given');
  const line = args(0)
    .slice(0, -1)
    .map((arg) => `'${arg}'`)
    .join(' ');
  await writeFile(given, `#!/bin/sh\nexec '${executable}' ${line} "$1"\n`, { mode: 0o755 });

  const rows = await diagnose(await options({ PATH: await makeDir('empty'), KATA_ENGINE: given }));
  const byName = new Map(rows.map((row) => [row.name, row]));
  expect(byName.get('native engine')).toMatchObject({
    state: 'unneeded',
    detail: expect.stringMatching(/no such host/),
  });
  expect(byName.get('engine you name')).toMatchObject({ state: 'ok', detail: `${given}; skipped 30 days` });
  expect(byName.get('round trip')?.detail).toMatch(/^started, skipped 30 days, stopped: \d+ ms \(given\)$/);
});

test('packages other than the lock file says are found out', async () => {
  expect(await checkPackages(root)).toMatchObject({ state: 'ok' });
  await writeFile(join(root, 'node_modules', '.kata-lock-hash'), 'another');
  expect(await checkPackages(root)).toMatchObject({ state: 'failed', repair: 'npm ci' });
  await rm(join(root, 'node_modules', '.kata-lock-hash'));
  expect(await checkPackages(root)).toMatchObject({ state: 'missing' });
});

test.each([
  ['20.18.3', 'failed'],
  ['18.20.0', 'failed'],
  ['20.19.0', 'ok'],
  ['22.1.0', 'ok'],
])('Node %s is %s', (version, state) => {
  expect(checkNode(version).state).toBe(state);
});

test('native Windows is said to be best effort', () => {
  expect(checkSystem('win32').detail).toMatch(/best effort/);
});
