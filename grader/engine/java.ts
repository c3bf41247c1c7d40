import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runChild } from './child.ts';
import { installJava } from './repair.ts';
import type { Search } from './way.ts';

export const oldestJava = 17;
const answersWithinMs = 20_000;

/** A Java on this machine; `version` is all that `java -version` says. */
export interface Java {
  executable: string;
  /** What JAVA_HOME must be for other programs to use the same Java; not set when they find it in PATH. */
  home: string | undefined;
  major: number;
  version: string;
}

export type JavaSearch = { kind: 'found'; java: Java } | { kind: 'refused'; reason: string; repair: string };

/** Finds a Java that is new enough: JAVA_HOME, then PATH, then where Homebrew puts it without linking it. */
export async function findJava(search: Search): Promise<JavaSearch> {
  const tooOld: Java[] = [];
  const broken: string[] = [];
  for (const { executable, home } of await listJava(search)) {
    const { ending, output } = await runChild(executable, ['-version'], {
      keeper: search.keeper,
      env: search.env,
      signal: AbortSignal.timeout(answersWithinMs),
    });
    const java = ending.kind === 'exit' && ending.code === 0 ? readVersion(output) : undefined;
    if (!java) broken.push(executable);
    else if (java.major < oldestJava) tooOld.push({ ...java, executable, home });
    else return { kind: 'found', java: { ...java, executable, home } };
  }
  const repair = installJava(search.platform);
  const [old] = tooOld;
  if (old)
    return { kind: 'refused', reason: `${old.executable} is Java ${old.major}; ${oldestJava} is needed`, repair };
  if (broken[0]) return { kind: 'refused', reason: `${broken[0]} does not say its version`, repair };
  return { kind: 'refused', reason: 'there is no Java in JAVA_HOME or PATH', repair };
}

/** Reads `java -version`: `version "17.0.15"`, or `version "1.8.0_392"` for the old ones. */
export function readVersion(output: string): Pick<Java, 'major' | 'version'> | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  if (first === undefined) return undefined;
  return { major: Number(first === '1' ? second : first), version: output };
}

/** The files of that name in PATH, in its order. */
export function findOnPath(names: string[], { env, platform }: Pick<Search, 'env' | 'platform'>): Promise<string[]> {
  // Windows spells it `Path`, and its environment is only case-insensitive while it is not copied.
  const path = env.PATH ?? (platform === 'win32' ? env.Path : undefined) ?? '';
  const dirs = path.split(delimiter).filter((dir) => dir !== '');
  return keepExisting(dirs.flatMap((dir) => names.map((name) => join(dir, name))));
}

async function listJava(search: Search): Promise<Pick<Java, 'executable' | 'home'>[]> {
  const name = search.platform === 'win32' ? 'java.exe' : 'java';
  const cellars = search.platform === 'darwin' ? ['/opt/homebrew/opt', '/usr/local/opt'] : [];
  const brewed = cellars.flatMap((dir) => ['openjdk', 'openjdk@21', 'openjdk@17'].map((java) => join(dir, java)));
  const onPath = (await findOnPath([name], search)).map((executable) => ({ executable, home: undefined }));
  const inHomes = async (homes: string[]) => {
    const found = homes.map(async (home) => {
      const executables = await keepExisting([join(home, 'bin', name)]);
      return executables.map((executable) => ({ executable, home }));
    });
    return (await Promise.all(found)).flat();
  };
  const named = await inHomes(search.env.JAVA_HOME ? [search.env.JAVA_HOME] : []);
  return [...named, ...onPath, ...(await inHomes(brewed))];
}

async function keepExisting(files: string[]): Promise<string[]> {
  const found = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => [file],
        () => [],
      ),
    ),
  );
  return found.flat();
}
