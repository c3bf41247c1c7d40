import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from './child.ts';
import { findOnPath, type Java } from './java.ts';
import { openScratch } from './place.ts';
import { installMaven } from './repair.ts';
import type { Search } from './way.ts';

const pom = fileURLToPath(new URL('pom.xml', import.meta.url));
const fetchWithinMs = 300_000;

export type Jars = { kind: 'found'; files: string[] } | { kind: 'refused'; reason: string; repair: string };

/** The folder that holds the jars of a version, whole or not at all. */
export function jarsDir(place: string, version: string): string {
  return join(place, `jars-${version}`);
}

/** The jars already there, in an order that does not change; none when one of them is damaged. */
export async function readJars(dir: string): Promise<string[]> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.jar')).sort();
  const files = names.map((name) => join(dir, name));
  const whole = await Promise.all(files.map(isWholeJar));
  return whole.every(Boolean) ? files : [];
}

/** Fetches the jars of the pom into `dir` with Maven. */
export async function fetchJars(dir: string, java: Java, search: Search): Promise<Jars> {
  const names = search.platform === 'win32' ? ['mvn.cmd', 'mvn.bat'] : ['mvn'];
  const [maven] = await findOnPath(names, search);
  if (!maven) return refuse('there is no Maven (mvn) in PATH', installMaven(search.platform));
  search.report("Fetching Temporal's test server with Maven (once, up to a minute)…");

  const scratch = await openScratch(dirname(dir));
  try {
    const { ending, aborted, output } = await runChild(maven, mavenArgs(scratch), {
      keeper: search.keeper,
      // Maven looks at JAVA_HOME first, and the one there may be too old or gone.
      env: { ...search.env, JAVA_HOME: java.home },
      cwd: scratch,
      signal: AbortSignal.timeout(fetchWithinMs),
    });
    if (aborted) return refuse(`Maven did not end within ${fetchWithinMs / 60_000} minutes`, repairNetwork);
    if (ending.kind !== 'exit' || ending.code !== 0) return judgeMaven(output);
    const files = await readJars(join(scratch, 'jars'));
    if (!files.some((file) => file.includes('temporal-test-server-'))) {
      return refuse('what Maven fetched are not jars: something on the way answers in its place', repairProxy);
    }
    await moveInPlace(join(scratch, 'jars'), dir);
    return { kind: 'found', files: await readJars(dir) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const repairNetwork =
  'Connect to the internet once, or set your proxy or mirror in ~/.m2/settings.xml; then run `npx kata doctor`.';
const repairProxy =
  'Set your proxy or mirror in ~/.m2/settings.xml (a proxy that wants a sign-in answers with a page); then run `npx kata doctor`.';

/** Says in one sentence why Maven failed, from what it printed. */
export function judgeMaven(output: string): Jars {
  const printed = output
    .split('\n')
    .find((line) => line.includes('ERROR'))
    ?.replace(/^.*?ERROR\S*\s*/, '')
    .slice(0, 300);
  const said = printed ? ` It printed: ${printed}` : '';
  if (/checksum|non-parseable|not parseable|unexpected markup|zip end header|error in opening zip/i.test(output)) {
    return refuse(`Maven was given something else than what it asked for.${said}`, repairProxy);
  }
  if (
    /unknown host|unresolved|no route|refused|timed out|timeout|offline|reset|handshake|PKIX|status code|transfer/i.test(
      output,
    )
  ) {
    return refuse(`Maven could not reach its repository.${said}`, repairNetwork);
  }
  return refuse(
    `Maven failed.${said}`,
    `Run \`mvn -f grader/engine/pom.xml dependency:resolve\` and mend what it says.`,
  );
}

function mavenArgs(scratch: string): string[] {
  return [
    '--batch-mode',
    '--quiet',
    // Fails on a wrong checksum instead of warning, and asks again for what failed before.
    '--strict-checksums',
    '--update-snapshots',
    '-Daether.connector.connectTimeout=10000',
    '-Daether.connector.requestTimeout=30000',
    '-Dmaven.wagon.rto=30000',
    '-f',
    pom,
    'dependency:copy-dependencies',
    `-DoutputDirectory=${join(scratch, 'jars')}`,
  ];
}

/** Moves the whole folder in one step; another grader that did the same a moment ago has won, with the same files. */
async function moveInPlace(from: string, dir: string): Promise<void> {
  await mkdir(dirname(dir), { recursive: true });
  if ((await readJars(dir)).length === 0) await rm(dir, { recursive: true, force: true });
  await rename(from, dir).catch(async (error: unknown) => {
    if ((await readJars(dir)).length === 0) throw error;
  });
}

/** A zip begins with a local header and ends with the record of its directory: a page or a cut-off file does not. */
async function isWholeJar(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { size } = await file.stat();
    const head = await file.read(Buffer.alloc(4), 0, 4, 0);
    const tail = await file.read(Buffer.alloc(22), 0, 22, Math.max(0, size - 22));
    return head.buffer.readUInt32BE(0) === 0x504b0304 && tail.buffer.readUInt32BE(0) === 0x504b0506;
  } finally {
    await file.close();
  }
}

function refuse(reason: string, repair: string): Jars {
  return { kind: 'refused', reason, repair };
}
