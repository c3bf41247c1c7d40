import { access, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineChoice } from './engine.ts';
import { openScratch } from './place.ts';

const refusedForMs = 6 * 3_600_000;

/** What a remembered choice depends on besides its files: another value of any of them means to look again. */
export interface Circumstances {
  given: string | undefined;
  platform: NodeJS.Platform;
  arch: string;
  /** Pinned version of the JVM artifact. */
  pinned: string;
  /** Version of the SDK. */
  sdk: string | undefined;
}

/** The choice of an earlier search, when its circumstances are the same and its files are still there. */
export async function readChoice(place: string, circumstances: Circumstances): Promise<EngineChoice | undefined> {
  const saved = await readJson<{ key: string; choice: EngineChoice }>(join(place, 'choice.json'));
  if (!saved || saved.key !== keyOf(circumstances)) return undefined;
  const { choice } = saved;
  if (choice.kind !== 'jvm') return (await exists(choice.executable)) ? choice : undefined;
  const files = await Promise.all([choice.java, ...choice.classPath].map(exists));
  if (!files.every(Boolean)) return undefined;
  if (choice.archive === undefined || (await exists(choice.archive))) return choice;
  const { archive: _, ...plain } = choice;
  return plain;
}

export function rememberChoice(place: string, circumstances: Circumstances, choice: EngineChoice): Promise<void> {
  return writeJson(place, 'choice.json', { key: keyOf(circumstances), choice });
}

export function forgetChoice(place: string): Promise<void> {
  return rm(join(place, 'choice.json'), { force: true });
}

/** Why the download of the native binary failed, when that is less than some hours ago. */
export async function readRefusal(place: string, sdk: string): Promise<string | undefined> {
  const saved = await readJson<{ sdk: string; at: number; reason: string }>(join(place, 'refused.json'));
  const isRecent = saved?.sdk === sdk && Math.abs(Date.now() - saved.at) < refusedForMs;
  return isRecent ? saved.reason : undefined;
}

export function rememberRefusal(place: string, sdk: string, reason: string): Promise<void> {
  return writeJson(place, 'refused.json', { sdk, at: Date.now(), reason });
}

function keyOf({ given, platform, arch, pinned, sdk }: Circumstances): string {
  return JSON.stringify([given ?? null, platform, arch, pinned, sdk ?? null]);
}

/** A file of ours that is not what we wrote is as good as none: it is written again. */
async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

async function writeJson(place: string, name: string, value: unknown): Promise<void> {
  const scratch = await openScratch(place);
  await writeFile(join(scratch, name), `${JSON.stringify(value, undefined, 2)}\n`);
  await rename(join(scratch, name), join(place, name));
  await rm(scratch, { recursive: true, force: true });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
