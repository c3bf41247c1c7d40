import { chmod, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectExecutable, judgeHead, type Machine } from './executable.ts';

let dir: string;
const here: Machine = { platform: process.platform, arch: process.arch };

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kata-executable-'));
});

afterAll(() => rm(dir, { recursive: true }));

async function write(name: string, content: string | Buffer, mode = 0o755): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, content);
  await chmod(path, mode);
  return path;
}

/** The first bytes of a real program, made for another machine. */
function elf(machine: number, end: number): Buffer {
  const head = Buffer.alloc(64);
  head.writeUInt32BE(0x7f454c46, 0);
  head[4] = 2;
  head.writeUInt16LE(machine, 18);
  head.writeBigUInt64LE(BigInt(end - 128), 40);
  head.writeUInt16LE(64, 58);
  head.writeUInt16LE(2, 60);
  return head;
}

test('the Node that runs this has no flaw', async () => {
  expect(await inspectExecutable(process.execPath, here)).toBe(undefined);
});

test('a Node that was cut off is found out without running it', async () => {
  const file = await open(process.execPath);
  const { buffer } = await file.read(Buffer.alloc(100_000), 0, 100_000, 0);
  await file.close();
  expect(await inspectExecutable(await write('half', buffer), here)).toBe(
    process.platform === 'linux' ? 'cut-off' : undefined,
  );
  expect(await inspectExecutable(await write('empty', ''), here)).toBe('cut-off');
});

test('other things that a name may stand for', async () => {
  await mkdir(join(dir, 'folder'));
  expect(await inspectExecutable(join(dir, 'none'), here)).toBe('missing');
  expect(await inspectExecutable(join(dir, 'folder'), here)).toBe('not-a-file');
  expect(await inspectExecutable(await write('page', '<!doctype html><p>Sign in</p>'), here)).toBe('not-a-program');
  expect(await inspectExecutable(await write('script', '#!/bin/sh\n'), here)).toBe(undefined);
  const locked = await write('locked', await readFile('/bin/sh'), 0o644);
  expect(await inspectExecutable(locked, here)).toBe('not-executable');
});

test.each<[string, Buffer, Machine, unknown]>([
  ['arm64 on x64', elf(183, 500), { platform: 'linux', arch: 'x64' }, { madeFor: 'linux arm64' }],
  ['x64 on arm64', elf(62, 500), { platform: 'linux', arch: 'arm64' }, { madeFor: 'linux x64' }],
  ['arm64 on arm64', elf(183, 500), { platform: 'linux', arch: 'arm64' }, undefined],
  ['cut off on arm64', elf(183, 2_000), { platform: 'linux', arch: 'arm64' }, 'cut-off'],
  ['Linux on a Mac', elf(62, 500), { platform: 'darwin', arch: 'x64' }, { madeFor: 'linux x64' }],
  ['Apple silicon', machO(0x0100000c), { platform: 'darwin', arch: 'arm64' }, undefined],
  ['an Intel program on Apple silicon', machO(0x01000007), { platform: 'darwin', arch: 'arm64' }, undefined],
  [
    'an Apple silicon program on Intel',
    machO(0x0100000c),
    { platform: 'darwin', arch: 'x64' },
    { madeFor: 'darwin arm64' },
  ],
  ['Windows', pe(0x8664), { platform: 'win32', arch: 'x64' }, undefined],
  ['a Windows program on Linux', pe(0x8664), { platform: 'linux', arch: 'x64' }, { madeFor: 'win32 x64' }],
])('%s', (_, head, machine, flaw) => {
  expect(judgeHead(head, 1_000, machine)).toEqual(flaw);
});

function machO(cpu: number): Buffer {
  const head = Buffer.alloc(64);
  head.writeUInt32LE(0xfeedfacf, 0);
  head.writeUInt32LE(cpu, 4);
  return head;
}

function pe(machine: number): Buffer {
  const head = Buffer.alloc(128);
  head.write('MZ', 0, 'latin1');
  head.writeUInt32LE(64, 60);
  head.writeUInt16LE(machine, 68);
  return head;
}
