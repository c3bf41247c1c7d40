import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findEngine, startFound } from './find.ts';
import { type Base, openBase, openSandbox, type Sandbox } from './find-sandbox.ts';

let base: Base;
let box: Sandbox;

beforeAll(async () => {
  base = await openBase();
}, 120_000);

afterAll(() => base.close());

beforeEach(async () => {
  box = await openSandbox(base);
});

test('an engine that the user names comes first, and is not proven again while it is there', async () => {
  const given = await box.launcher(join(box.root, 'mine'));
  const env = { PATH: box.bin, KATA_ENGINE: given };
  expect(await findEngine(await box.options({ env }))).toEqual({
    choice: { kind: 'given', version: 'unknown', executable: given },
    refused: [],
  });
  await box.script(given, 'exit 1');
  expect((await findEngine(await box.options({ env }))).choice.kind).toBe('given');
  await rm(given);
  expect(await box.findNone({ env })).toMatch(/the one you named: .*mine, named by KATA_ENGINE, does not exist/);
});

test('a binary in the cache of the SDK is used, and kept when the cache is emptied', async () => {
  await box.launcher(join(box.cache, box.name));
  const found = await findEngine(await box.options());
  expect(found.choice).toMatchObject({ kind: 'native', executable: join(box.root, '.kata', 'engine', box.name) });
  await rm(join(box.cache, box.name));
  expect((await findEngine(await box.options({ retry: true }))).choice).toEqual(found.choice);
});

test('a download counts once it is whole', async () => {
  const program = join(box.root, 'download.mjs');
  const source = await box.launcher(join(box.root, 'source'));
  const target = `process.argv[2] + '/${box.name}'`;
  await writeFile(
    program,
    `import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
     writeFileSync(${target} + '.downloading', 'part');
     setTimeout(() => { copyFileSync('${source}', ${target} + '.downloading'); renameSync(${target} + '.downloading', ${target}); }, 500);`,
  );
  expect((await findEngine(await box.options())).choice).toMatchObject({ kind: 'native' });
  expect(await readdir(join(box.root, '.kata', 'engine'))).toEqual(
    expect.not.arrayContaining([expect.stringMatching(/^part-/)]),
  );
});

test('a download without a first byte, and one that stands still, are stopped', async () => {
  const program = join(box.root, 'download.mjs');
  const patience = { firstByteMs: 300, nextByteMs: 300, wholeMs: 20_000 };
  await writeFile(program, 'setInterval(() => {}, 1000);');
  expect(await box.findNone({ download: { program, patience } })).toMatch(/no byte came within 0.3 s/);

  await writeFile(
    program,
    `import { writeFileSync } from 'node:fs';
     writeFileSync(process.argv[2] + '/${box.name}.downloading', 'part');
     setInterval(() => {}, 1000);`,
  );
  const slow = { program, patience: { ...patience, firstByteMs: 5_000 } };
  expect(await box.findNone({ download: slow, retry: true })).toMatch(/the download stood still at 4 bytes/);
});

test('a download that failed is not tried at each start, but on request', async () => {
  expect(await box.findNone()).toMatch(/dns error: no such host/);
  expect(await box.findNone()).toMatch(/dns error: no such host \(not tried again for some hours\)/);
  expect(await box.findNone({ retry: true })).not.toMatch(/not tried again/);
});

test.each<[string, (path: string) => Promise<unknown>, RegExp]>([
  ['half a program', (path) => writeFile(path, '', { mode: 0o755 }), /is only a part of the program/],
  ['a page', (path) => writeFile(path, '<html>', { mode: 0o755 }), /is not a program of any kind/],
  ['not executable', (path) => box.script(path, 'exit 0', 0o644), /may not be executed/],
  [
    'made for another machine',
    (path) => writeFile(path, foreignProgram(), { mode: 0o755 }),
    /is a program for linux riscv64/,
  ],
  [
    'a program that fails',
    (path) => box.script(path, 'echo "GLIBC_2.99 not found" >&2; exit 1'),
    /GLIBC_2.99 not found/,
  ],
])('%s in the cache of the SDK is refused with the command that removes it', async (_, write, reason) => {
  await write(join(box.cache, box.name));
  const said = await box.findNone();
  expect(said).toMatch(reason);
  expect(said).toContain(`rm ${join(box.cache, box.name)}`);
  expect(await readdir(join(box.root, '.kata', 'engine'))).not.toContain(box.name);
});

test('a remembered engine that no longer starts is forgotten, and the next way is taken', async () => {
  await box.launcher(join(box.cache, box.name));
  const given = await box.launcher(join(box.root, 'mine'));
  const env = { PATH: `${box.bin}:/usr/bin:/bin`, KATA_ENGINE: given };
  const found = await findEngine(await box.options({ env }));
  await box.script(given, 'exit 9');

  const started = await startFound(found, await box.options({ env }));
  await started.engine.stop();

  expect(started.found.choice.kind).toBe('native');
  expect(started.found.refused).toMatchObject([
    { way: 'given', reason: expect.stringMatching(/ended with exit code 9/) },
  ]);
  expect((await findEngine(await box.options({ env }))).refused).toEqual([]);
});

/** The head of a program for a kind of machine that no test runs on. */
function foreignProgram(): Buffer {
  const head = Buffer.alloc(256);
  head.writeUInt32BE(0x7f454c46, 0);
  head[4] = 2;
  head.writeUInt16LE(243, 18);
  return head;
}
