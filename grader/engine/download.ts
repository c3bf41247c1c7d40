import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runChild } from './child.ts';
import type { Keeper } from './keeper.ts';

/** How long a download may take until its first byte, between two bytes, and as a whole. */
export interface Patience {
  firstByteMs: number;
  nextByteMs: number;
  wholeMs: number;
}

export interface DownloadOptions {
  /** A new folder, for this download alone. */
  dir: string;
  env: NodeJS.ProcessEnv;
  keeper: Keeper;
  patience?: Patience;
  /** The program that downloads into the folder named by its only argument. */
  program?: string;
}

const usual: Patience = { firstByteMs: 10_000, nextByteMs: 30_000, wholeMs: 600_000 };
const lookEveryMs = 100;

/** Lets the SDK download the official test server; resolves with `undefined`, or with why there is none. */
export async function downloadServer(options: DownloadOptions): Promise<string | undefined> {
  const { dir, env, keeper, patience = usual } = options;
  const program = options.program ?? fileURLToPath(new URL('download-process.mjs', import.meta.url));
  const stop = new AbortController();
  const over = new AbortController();
  const watching = watchGrowth(dir, patience, over.signal).then((why) => {
    if (why) stop.abort();
    return why;
  });
  const run = await runChild(process.execPath, [program, dir], { keeper, env, signal: stop.signal });
  over.abort();
  const stopped = await watching;
  if (stopped) return stopped;
  const names = await readdir(dir);
  if (names.some((name) => !name.endsWith('.downloading'))) return undefined;
  return `the SDK could not download it: ${lastCause(run.output) || 'it did not say why'}`;
}

/** The SDK chains its causes with colons and repeats itself; the root cause stands last. */
function lastCause(output: string): string {
  const causes = output.split('\n').at(-1)?.split(': ') ?? [];
  return causes.slice(-3).join(': ').slice(0, 300);
}

/** Resolves with the reason to stop the download, or with `undefined` once it is over. */
async function watchGrowth(dir: string, patience: Patience, over: AbortSignal): Promise<string | undefined> {
  const begin = Date.now();
  let size = 0;
  let grownAt = begin;
  while (!over.aborted) {
    const now = Date.now();
    const grown = await measure(dir);
    if (grown > size) {
      size = grown;
      grownAt = now;
    }
    if (size === 0 && now - begin > patience.firstByteMs) return `no byte came within ${patience.firstByteMs / 1000} s`;
    if (size > 0 && now - grownAt > patience.nextByteMs) return `the download stood still at ${size} bytes`;
    if (now - begin > patience.wholeMs) return `the download was not done after ${patience.wholeMs / 1000} s`;
    await delay(lookEveryMs, undefined, { signal: over }).catch(() => {});
  }
  return undefined;
}

async function measure(dir: string): Promise<number> {
  const names = await readdir(dir).catch(() => []);
  const sizes = names.map(async (name) => (await stat(join(dir, name)).catch(() => undefined))?.size ?? 0);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
