import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const waitAtMostMs = 600_000;
const linesShown = 12;

/**
 * Runs `npm ci` unless what is installed is what the lock file says. The hash of the lock file is kept inside
 * node_modules, so that it goes when they go. Resolves with `undefined`, or with `{ message, repair }` when it failed.
 * Two graders at the same time install once.
 *
 * @param {{ root: string, env: NodeJS.ProcessEnv, execPath: string, platform: NodeJS.Platform, say: (line: string) => void }} machine
 * @returns {Promise<{ message: string, repair: string } | undefined>}
 */
export async function installPackages(machine) {
  const { root } = machine;
  try {
    if (isInstalled(root)) return undefined;
    const release = await takeLock(root);
    try {
      if (isInstalled(root)) return undefined;
      machine.say('Installing packages (once, about 30 s)…');
      const failure = await runNpm(machine, release.nameChild);
      if (!failure) rememberInstalled(root);
      return failure;
    } finally {
      release();
    }
  } catch (error) {
    return { message: `The packages could not be installed: ${error.message}`, repair: repairFor(String(error.code)) };
  }
}

function isInstalled(root) {
  const remembered = readText(join(root, 'node_modules', '.kata-lock-hash'));
  if (remembered !== undefined) return remembered.trim() === hashOfLock(root);
  if (!isInstalledByHand(root)) return false;
  rememberInstalled(root);
  return true;
}

/** After an `npm ci` of the user or of CI, npm's own record says the same as the lock file, optional packages aside. */
function isInstalledByHand(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const there = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !there) return false;
  const isSame = ([path, entry]) =>
    there[path] ? there[path].version === entry.version && there[path].integrity === entry.integrity : entry.optional;
  return Object.entries(wanted).every(([path, entry]) => path === '' || isSame([path, entry]));
}

function rememberInstalled(root) {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules', '.kata-lock-hash'), `${hashOfLock(root)}\n`);
}

function hashOfLock(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** A folder, because making one is atomic everywhere. It holds the ids of the grader and of its npm. */
async function takeLock(root) {
  const lock = join(root, '.kata', 'installing');
  const owner = join(lock, 'owner');
  mkdirSync(dirname(lock), { recursive: true });
  for (const begin = Date.now(); ; await delay(200)) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pids = readText(owner)?.split('\n').filter(Boolean).map(Number);
    // A lock without owner is one that is being made this very moment, or one whose maker died there.
    const isLeft = pids ? !pids.some(isAlive) : Date.now() - begin > 5_000;
    if (isLeft) rmSync(lock, { recursive: true, force: true });
    if (Date.now() - begin > waitAtMostMs) throw new Error(`another installation does not end; remove ${lock}`);
  }
  writeFileSync(owner, `${process.pid}\n`);
  const release = () => rmSync(lock, { recursive: true, force: true });
  release.nameChild = (pid) => writeFileSync(owner, `${process.pid}\n${pid}\n`);
  return release;
}

async function runNpm({ root, env, execPath, platform }, nameChild) {
  const [command, ...before] = findNpm({ env, execPath });
  // Scripts of packages are not needed here, and not run: npm asks about them since version 11.
  const args = ['ci', '--no-fund', '--no-audit', '--loglevel=error', '--ignore-scripts', '--include=optional'];
  const child = spawn(command, [...before, ...args], {
    cwd: root,
    env,
    // Windows refuses to spawn npm.cmd without a shell.
    shell: platform === 'win32' && command === 'npm',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) nameChild(child.pid);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed = (printed + text).slice(-16_384);
    });
  }
  const ended = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.code ?? error.message));
    child.once('close', (code, signal) => resolve(signal ?? code));
  });
  if (ended === 0) return undefined;
  // npm says first what is wrong; what follows is advice, usage and the path of a log.
  const lines = printed.split('\n').filter((line) => !/^(npm (error|warn))?\s*$/.test(line));
  const said = lines.slice(0, linesShown).join('\n');
  return { message: `npm ci failed (${ended}):\n${said}`, repair: repairFor(`${ended} ${printed}`) };
}

/** The npm that started us, else the one beside this Node, else the one in PATH. */
function findNpm({ env, execPath }) {
  const started = env.npm_execpath;
  const beside = [
    join(dirname(execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(dirname(execPath)), 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const candidates = started && /^npm-cli\.c?js$/.test(basename(started)) ? [started, ...beside] : beside;
  const script = candidates.find((file) => existsSync(file));
  return script ? [execPath, script] : ['npm'];
}

function repairFor(printed) {
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network/i.test(printed)) {
    return 'Connect to the internet, or set your proxy (`npm config set proxy …`), and start again.';
  }
  if (/EACCES|EPERM|EROFS/.test(printed)) return 'Make this folder writable for you, and start again.';
  if (/ENOSPC/.test(printed)) return 'The disk is full: free about 500 MB, and start again.';
  if (/EBADENGINE/.test(printed)) return 'Install the LTS version of Node from https://nodejs.org, and start again.';
  if (/EUSAGE/.test(printed)) return 'Run `git checkout package.json package-lock.json`, and start again.';
  if (/ENOENT/.test(printed)) return 'Install Node with npm from https://nodejs.org, and start again.';
  if (/EINTEGRITY/.test(printed)) return 'Run `npm cache clean --force`, and start again.';
  return 'Run `npm ci` to see all that npm says; when it works, start again.';
}

function readPackages(path) {
  const text = readText(path);
  return text === undefined ? undefined : JSON.parse(text).packages;
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
