import { constants } from 'node:fs';
import { chmod, copyFile, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadServer, type Patience } from './download.ts';
import { inspectExecutable } from './executable.ts';
import { openScratch } from './place.ts';
import { readRefusal, rememberRefusal } from './remember.ts';
import { type Attempt, attempt, describeFlaw, refuse, type Search } from './way.ts';

export interface NativeOptions {
  /** The SDK's cache: the system's temporary folder. */
  cache?: string;
  /** Tries the download also when it failed not long ago. */
  retry?: boolean;
  /** For tests: how a download is done. */
  download?: { program: string; patience: Patience };
}

/**
 * The second way: the official native binary, from our own place, from the SDK's cache, or downloaded by the SDK.
 * A binary of the cache is copied, because temporary folders are emptied and some refuse to run programs.
 */
export async function tryNative(search: Search, options: NativeOptions = {}): Promise<Attempt> {
  const sdk = await readSdkVersion(search.root);
  if (sdk === undefined) return refuse('native', 'the packages are not installed', 'npm ci');
  const name = serverName(sdk, search.platform);
  const ours = join(search.place, name);
  const cached = join(options.cache ?? tmpdir(), name);

  const inPlace = await tryFile(ours, sdk, search);
  if (inPlace?.kind === 'found') return inPlace;
  // What is in our place came there whole: a binary that stopped working is of no more use.
  await rm(ours, { force: true });

  if (await isTrusted(cached)) {
    const copied = await copyWhole(cached, ours, search.place);
    const fromCache = await tryFile(copied ? ours : cached, sdk, search);
    if (fromCache?.kind === 'found') return fromCache;
    if (copied) await rm(ours, { force: true });
    const downloaded = await tryDownload(ours, { sdk, name, search, options });
    if (downloaded.kind === 'found' || !fromCache) return downloaded;
    const { reason } = fromCache.refused;
    return refuse('native', `${reason} (from ${cached}); ${downloaded.refused.reason}`, `rm ${cached}`);
  }
  return tryDownload(ours, { sdk, name, search, options });
}

/** The name under which the SDK keeps its download. */
export function serverName(sdk: string, platform: NodeJS.Platform): string {
  return `temporal-test-server-sdk-typescript-${sdk}${platform === 'win32' ? '.exe' : ''}`;
}

/** Version of the SDK that is installed; `undefined` when none is. */
export async function readSdkVersion(root: string): Promise<string | undefined> {
  const file = join(root, 'node_modules', '@temporalio', 'testing', 'package.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { version }: { version?: unknown } = JSON.parse(text);
  return typeof version === 'string' ? version : undefined;
}

async function tryFile(executable: string, sdk: string, search: Search): Promise<Attempt | undefined> {
  const flaw = await inspectExecutable(executable, search);
  if (flaw === 'missing') return undefined;
  if (flaw) return refuse('native', `${executable} ${describeFlaw(flaw)}`, `rm ${executable}`);
  return attempt({ kind: 'native', version: `sdk-${sdk}`, executable }, search.keeper, `rm ${executable}`);
}

interface Wanted {
  sdk: string;
  name: string;
  search: Search;
  options: NativeOptions;
}

async function tryDownload(ours: string, { sdk, name, search, options }: Wanted): Promise<Attempt> {
  const repair =
    'Connect to the internet and run `npx kata doctor`; or let KATA_ENGINE name a temporal-test-server you have.';
  const earlier = options.retry ? undefined : await readRefusal(search.place, sdk);
  if (earlier !== undefined) return refuse('native', `${earlier} (not tried again for some hours)`, repair);

  search.report("Looking for Temporal's test server on the internet (once)…");
  const scratch = await openScratch(search.place);
  try {
    const { env, keeper } = search;
    const failure = await downloadServer({ dir: scratch, env, keeper, ...options.download });
    if (failure) {
      await rememberRefusal(search.place, sdk, failure);
      return refuse('native', failure, repair);
    }
    await rename(join(scratch, name), ours);
    const found = await tryFile(ours, sdk, search);
    if (found?.kind === 'found') return found;
    const reason = found?.refused.reason ?? 'the download left no file';
    await rememberRefusal(search.place, sdk, reason);
    return refuse('native', reason, repair);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Anybody may put a file into a shared temporary folder; only one of our own or of the system's is run. */
async function isTrusted(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats !== undefined && (process.getuid === undefined || [0, process.getuid()].includes(stats.uid));
}

async function copyWhole(from: string, to: string, place: string): Promise<boolean> {
  const scratch = await openScratch(place);
  try {
    const part = join(scratch, 'server');
    await copyFile(from, part, constants.COPYFILE_FICLONE);
    await chmod(part, (await stat(from)).mode & 0o777);
    await rename(part, to);
    return true;
  } catch {
    return false;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
