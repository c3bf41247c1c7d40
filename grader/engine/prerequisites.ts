import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runChild } from './child.ts';
import { findJava, findOnPath, oldestJava } from './java.ts';
import { readSdkVersion } from './native.ts';
import { installMaven } from './repair.ts';
import type { Search } from './way.ts';

/**
 * One thing the grader needs. `unneeded`: not there, and another way makes up for it. `repair` is a command or a
 * sentence, and stands wherever something could be better than it is.
 */
export interface Row {
  name: string;
  state: 'ok' | 'missing' | 'failed' | 'unneeded';
  detail: string;
  repair?: string;
}

const oldestNode = { major: 20, minor: 19 };
const answersWithinMs = 20_000;

export function checkSystem(platform: NodeJS.Platform): Row {
  const name = 'system';
  if (platform === 'linux' || platform === 'darwin') return { name, state: 'ok', detail: platform };
  return {
    name,
    state: 'ok',
    detail: `${platform}: best effort; Linux, macOS and WSL are what the course promises`,
    repair: 'If something does not work here, use WSL (wsl --install) or the dev container.',
  };
}

/** `version` as in `process.versions.node`. */
export function checkNode(version: string): Row {
  const name = 'Node';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const needed = `${oldestNode.major}.${oldestNode.minor}`;
  if (major > oldestNode.major || (major === oldestNode.major && minor >= oldestNode.minor)) {
    return { name, state: 'ok', detail: version };
  }
  return { name, state: 'failed', detail: `${version}; ${needed} or newer is needed`, repair: 'https://nodejs.org' };
}

export async function checkNpm(search: Search): Promise<Row> {
  const name = 'npm';
  const [npm] = await findOnPath(search.platform === 'win32' ? ['npm.cmd'] : ['npm'], search);
  if (!npm) {
    const repair = 'Install Node from https://nodejs.org: npm comes with it.';
    return { name, state: 'missing', detail: 'there is no npm in PATH', repair };
  }
  const version = await askVersion(npm, ['--version'], search);
  return version
    ? { name, state: 'ok', detail: version }
    : {
        name,
        state: 'failed',
        detail: `${npm} does not say its version`,
        repair: 'Install Node from https://nodejs.org.',
      };
}

/** Whether what is installed is what the lock file says; bin.mjs writes the hash after each installation. */
export async function checkPackages(root: string): Promise<Row> {
  const name = 'packages';
  const lock = await readFile(join(root, 'package-lock.json')).catch(() => undefined);
  const installed = await readFile(join(root, 'node_modules', '.kata-lock-hash'), 'utf8').catch(() => undefined);
  if (!lock)
    return { name, state: 'failed', detail: 'package-lock.json is gone', repair: 'git checkout package-lock.json' };
  if (installed === undefined) {
    return { name, state: 'missing', detail: 'not installed by the course itself yet', repair: 'npm start' };
  }
  const hash = createHash('sha256').update(lock).digest('hex');
  if (installed.trim() === hash) return { name, state: 'ok', detail: 'as package-lock.json says' };
  return { name, state: 'failed', detail: 'other than package-lock.json says', repair: 'npm ci' };
}

/** Whether the installed SDK is the one with which the course was proven. */
export async function checkSdk(root: string): Promise<Row> {
  const name = 'Temporal SDK';
  const installed = await readSdkVersion(root);
  if (installed === undefined) return { name, state: 'missing', detail: 'not installed', repair: 'npm ci' };
  const proven = await readProvenVersion(root);
  if (installed === proven) return { name, state: 'ok', detail: `${installed}, the version the course is proven with` };
  return { name, state: 'failed', detail: `${installed}; the course is proven with ${proven}`, repair: 'npm ci' };
}

export async function checkJava(search: Search): Promise<Row> {
  const name = 'Java';
  const found = await findJava(search);
  if (found.kind === 'refused') return { name, state: 'missing', detail: found.reason, repair: found.repair };
  const { major, executable } = found.java;
  return { name, state: 'ok', detail: `${major} (${executable}); ${oldestJava} or newer is needed` };
}

export async function checkMaven(search: Search): Promise<Row> {
  const name = 'Maven';
  const [maven] = await findOnPath(search.platform === 'win32' ? ['mvn.cmd', 'mvn.bat'] : ['mvn'], search);
  if (maven) return { name, state: 'ok', detail: maven };
  return { name, state: 'missing', detail: 'there is no mvn in PATH', repair: installMaven(search.platform) };
}

async function readProvenVersion(root: string): Promise<string | undefined> {
  const text = await readFile(join(root, 'package.json'), 'utf8').catch(() => '{}');
  const { dependencies }: { dependencies?: Record<string, string> } = JSON.parse(text);
  return dependencies?.['@temporalio/testing'];
}

async function askVersion(executable: string, args: string[], search: Search): Promise<string | undefined> {
  const { ending, output } = await runChild(executable, args, {
    keeper: search.keeper,
    env: search.env,
    signal: AbortSignal.timeout(answersWithinMs),
  });
  return ending.kind === 'exit' && ending.code === 0 ? output.split('\n').at(-1) : undefined;
}
