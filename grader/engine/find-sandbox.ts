import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FaultError } from '../catalog/fault.ts';
import { commandOf } from './command.ts';
import type { EngineChoice } from './engine.ts';
import { type FindOptions, findEngine } from './find.ts';
import { type Keeper, openKeeper } from './keeper.ts';
import { readSdkVersion, serverName } from './native.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** For tests of the search: a keeper, and the engine that this machine really has. */
export interface Base {
  dir: string;
  keeper: Keeper;
  real: EngineChoice;
  close(): Promise<void>;
}

/** A clone of its own: nothing fetched, nothing remembered, an empty PATH, no network. */
export interface Sandbox {
  root: string;
  /** The only folder in its PATH, empty at first. */
  bin: string;
  /** Stands for the cache of the SDK. */
  cache: string;
  /** Name of the native binary in the cache. */
  name: string;
  real: EngineChoice;
  script(path: string, body: string, mode?: number): Promise<string>;
  /** Writes a launcher of the real engine, which takes the place of a binary. */
  launcher(path: string): Promise<string>;
  /** Writes a Java that says it has a version, and can do nothing else. */
  writeJava(version: string): Promise<void>;
  options(changes?: Partial<FindOptions>): Promise<FindOptions>;
  /** Searches, expects that nothing is found, and returns all that the fault says. */
  findNone(changes?: Partial<FindOptions>): Promise<string>;
}

export async function openBase(): Promise<Base> {
  const keeper = openKeeper();
  const dir = await mkdtemp(join(tmpdir(), 'kata-find-'));
  const { env, platform, arch } = process;
  const { choice } = await findEngine({ root: repository, env, platform, arch, keeper, report: () => {} });
  const close = async () => {
    await keeper.close();
    await rm(dir, { recursive: true });
  };
  return { dir, keeper, real: choice, close };
}

export async function openSandbox({ dir, keeper, real }: Base): Promise<Sandbox> {
  const root = await mkdtemp(join(dir, 'clone-'));
  const [bin, cache] = [join(root, 'bin'), join(root, 'cache')];
  for (const made of [bin, cache]) await mkdir(made);
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
  const program = join(root, 'download.mjs');
  await writeFile(program, 'console.error("dns error: no such host"); process.exit(1);');

  const options = async (changes: Partial<FindOptions> = {}): Promise<FindOptions> => ({
    root,
    env: { PATH: bin },
    platform: process.platform,
    arch: process.arch,
    keeper,
    report: () => {},
    cache,
    download: { program, patience: { firstByteMs: 5_000, nextByteMs: 5_000, wholeMs: 20_000 } },
    ...changes,
  });
  return {
    root,
    bin,
    cache,
    name: serverName((await readSdkVersion(repository)) ?? '', process.platform),
    real,
    script: writeScript,
    launcher: (path) => writeScript(path, launch(real)),
    writeJava: async (version) => {
      await writeScript(join(bin, 'java'), `echo 'openjdk version "${version}" 2025-04-15' >&2`);
    },
    options,
    findNone: async (changes) => {
      const error: unknown = await findEngine(await options(changes)).catch((reason: unknown) => reason);
      if (!(error instanceof FaultError) || error.fault.code !== 'no-engine') throw new Error('an engine was found');
      return `${error.fault.message}\n${error.fault.repair}`;
    },
  };
}

function launch(choice: EngineChoice): string {
  const { executable, args } = commandOf(choice);
  const line = args(0)
    .slice(0, -1)
    .map((arg) => `'${arg}'`);
  return `exec '${executable}' ${line.join(' ')} "$1"`;
}

async function writeScript(path: string, body: string, mode = 0o755): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, mode);
  return path;
}
