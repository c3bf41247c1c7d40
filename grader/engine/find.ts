import { FaultError } from '../catalog/fault.ts';
import type { Engine, EngineChoice } from './engine.ts';
import { tryGiven } from './given.ts';
import { readPinnedVersion, tryJvm } from './jvm.ts';
import type { Keeper } from './keeper.ts';
import { type NativeOptions, readSdkVersion, tryNative } from './native.ts';
import { cleanPlace, openPlace } from './place.ts';
import { type Circumstances, forgetChoice, readChoice, rememberChoice } from './remember.ts';
import { startEngine } from './start.ts';
import type { Attempt, Refused, Search } from './way.ts';

export interface FindOptions extends NativeOptions {
  /** Folder of the clone. */
  root: string;
  /** KATA_ENGINE, PATH, JAVA_HOME, and what Java and Maven themselves look at. */
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  arch: string;
  keeper: Keeper;
  /** Takes one line on what takes long; nothing is reported when the choice is remembered. */
  report(line: string): void;
}

export interface Found {
  choice: EngineChoice;
  /** The ways that came before it and are not open; empty when the choice was remembered. */
  refused: Refused[];
}

/**
 * The first way to an engine that proves itself on this machine, remembered for the next time (`retry` looks anew).
 * Throws FaultError `no-engine` when there is none, `disk-read-only` when nothing can be kept.
 */
export async function findEngine(options: FindOptions): Promise<Found> {
  const search = await openSearch(options);
  const circumstances = await readCircumstances(search);
  const remembered = options.retry ? undefined : await readChoice(search.place, circumstances);
  if (remembered) return { choice: remembered, refused: [] };

  await cleanPlace(search.place);
  const refused: Refused[] = [];
  for (const tryWay of [tryGiven, (s: Search) => tryNative(s, options), tryJvm]) {
    const result: Attempt | undefined = await tryWay(search);
    if (result?.kind === 'found') {
      await rememberChoice(search.place, circumstances, result.choice);
      return { choice: result.choice, refused };
    }
    if (result) refused.push(result.refused);
  }
  throw noEngine(refused);
}

/**
 * Starts the engine of `found`; when it no longer starts, forgets it, looks anew and starts what is found then.
 * Throws FaultError `no-engine`, or `engine-start` when even a choice that has just proven itself does not start.
 */
export async function startFound(found: Found, options: FindOptions): Promise<{ engine: Engine; found: Found }> {
  try {
    return { engine: await startEngine(found.choice, options.keeper), found };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    await forgetChoice(await openPlace(options.root));
    const anew = await findEngine(options);
    return { engine: await startEngine(anew.choice, options.keeper), found: anew };
  }
}

/** What the ways need to know; also used where each of them is looked at on its own. */
export async function openSearch(options: FindOptions): Promise<Search> {
  const { root, env, platform, arch, keeper } = options;
  const place = await openPlace(root);
  return { root, place, env, platform, arch, keeper, report: (line) => options.report(line) };
}

export async function readCircumstances({ root, env, platform, arch }: Search): Promise<Circumstances> {
  const [pinned, sdk] = await Promise.all([readPinnedVersion(), readSdkVersion(root)]);
  return { given: env.KATA_ENGINE || undefined, platform, arch, pinned, sdk };
}

function noEngine(refused: Refused[]): FaultError {
  const names = { given: 'the one you named', native: "Temporal's native test server", jvm: 'the same on Java' };
  const reasons = refused.map(({ way, reason }) => `${names[way]}: ${reason}`).join('; ');
  return new FaultError({
    code: 'no-engine',
    message: `There is no engine to grade with. ${reasons}.`,
    repair: [
      'One of these is enough, then run it again:',
      ...refused.map(({ way, repair }) => `  for ${names[way]}: ${repair}`),
    ].join('\n'),
  });
}
