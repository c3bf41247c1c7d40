import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { SpawnOptions } from './host.ts';
import type { HostProgram } from './host-program.ts';
import { nodeModulesDir } from './places.ts';
import { confine } from './sandbox/bubblewrap.ts';
import { doorsOf, makeDoorsFolder } from './sandbox/doors.ts';

const drainMs = 200;

/** Starts a program by plain `node`, as the leader of its own process group, with nothing of the grader's environment. */
export function launchHost(
  { file, nodeOptions, preload }: HostProgram,
  directory: string,
  { timeZone = 'UTC', locale = 'en_US.UTF-8', sandbox }: SpawnOptions,
): ChildProcess {
  const env = {
    HOME: directory,
    TMPDIR: directory,
    // The program may lie outside the clone, where no packages are found beside it.
    NODE_PATH: nodeModulesDir,
    TZ: timeZone,
    LANG: locale,
    LC_ALL: locale,
  };
  const before = preload === undefined ? [] : ['--require', preload];
  const plain: [string, ...string[]] = [process.execPath, ...nodeOptions, ...before, file];
  const packed = preload === undefined ? [] : [path.dirname(preload)];
  const seen = { directory, readable: [file, ...packed, doorsOf(directory)] };
  const [command, ...args] = sandbox === 'strict' ? confine(plain, seen) : plain;
  if (sandbox === 'strict') makeDoorsFolder(directory);
  const child = spawn(command, args, {
    cwd: directory,
    env,
    detached: true,
    windowsHide: true,
    // No IPC channel: what comes back is counted in bytes.
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);
  return child;
}

/** The end of a process, once its pipes are read to their end or have had time for it. */
export function awaitEnd(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      const timer = setTimeout(() => resolve({ code, signal }), drainMs);
      child.once('close', () => {
        clearTimeout(timer);
        resolve({ code, signal });
      });
    });
  });
}
