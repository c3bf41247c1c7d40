import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { ThrownError } from './call.ts';
import type { HostExit, HostOutput, SpawnOptions } from './host.ts';
import { openLineReader } from './line-reader.ts';
import { watchMemory } from './memory.ts';
import { nodeModulesDir } from './places.ts';
import type { CrashCause, HostMessage, HostRequest } from './protocol.ts';
import { crashExitCode, messageDescriptor } from './protocol.ts';
import { openTextTail } from './text-tail.ts';

/** The process of a host with its pipes, its limits and its end. */
export interface HostChild {
  pid: number;
  directory: string;
  /** Settles when the process and its folder are gone; never rejects. */
  exited: Promise<HostExit>;
  /** Messages go to the listener set last; those before it are lost, but for crashes, which are kept for `exited`. */
  listen(listener: (message: HostMessage) => void): void;
  send(request: HostRequest): void;
  /** SIGKILL to the process group. */
  kill(): Promise<HostExit>;
  output(): HostOutput;
}

const outputBytes = 64 * 1024;
const heapMb = 256;
const defaultMemoryMb = 700;
const lineBytes = 4 * 1024 * 1024;
const totalBytes = 32 * 1024 * 1024;
const drainMs = 200;

type Cause = { kind: 'killed' | 'flood' | 'out-of-memory' } | { kind: CrashCause; error: ThrownError };

/** Starts `program` as a host in a fresh folder. @throws when no process could be started (a fault of the machine). */
export function startHostChild(program: string, options: SpawnOptions): HostChild {
  const directory = mkdtempSync(path.join(tmpdir(), 'kata-host-'));
  const child = launch(program, directory, options);
  if (child.pid === undefined) {
    rmSync(directory, { recursive: true, force: true });
    throw new Error('the process of the host did not start');
  }
  const pid = child.pid;
  const release = options.keeper.keep(pid, { group: true });
  const stdout = openTextTail(outputBytes);
  const stderr = openTextTail(outputBytes);
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));

  let cause: Cause | undefined;
  let listener: (message: HostMessage) => void = () => undefined;
  let hasEnded = false;
  const end = (why: Cause) => {
    // A process id that is free again may be somebody else's.
    if (hasEnded) return;
    cause ??= why;
    killGroup(child, pid);
  };
  readMessages(child, {
    onMessage(message) {
      if (message.type === 'crashed') cause ??= { kind: message.cause, error: message.error };
      else listener(message);
    },
    onFlood: () => end({ kind: 'flood' }),
  });
  const unwatch = watchMemory(pid, options.memoryMb ?? defaultMemoryMb, () => end({ kind: 'out-of-memory' }));
  const exited = awaitEnd(child).then(async ({ code, signal }) => {
    unwatch();
    // What the submission started may have outlived it.
    killGroup(child, pid);
    hasEnded = true;
    release();
    await rm(directory, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined);
    return explainExit({ code, signal, cause, stderr: stderr.text() });
  });
  return {
    pid,
    directory,
    exited,
    listen: (next) => {
      listener = next;
    },
    send: (request) => child.stdin?.write(`${JSON.stringify(request)}\n`),
    kill() {
      end({ kind: 'killed' });
      return exited;
    },
    output: () => ({ stdout: stdout.text(), stderr: stderr.text(), dropped: stdout.dropped() + stderr.dropped() }),
  };
}

function launch(
  program: string,
  directory: string,
  { timeZone = 'UTC', locale = 'en_US.UTF-8' }: SpawnOptions,
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
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, program], {
    cwd: directory,
    env,
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);
  return child;
}

function readMessages(
  child: ChildProcess,
  { onMessage, onFlood }: { onMessage(message: HostMessage): void; onFlood(): void },
): void {
  const channel = child.stdio[messageDescriptor] as Readable;
  const reader = openLineReader({
    onLine(line) {
      const message = parseMessage(line);
      if (message !== undefined) onMessage(message);
    },
    onFlood,
    maxLine: lineBytes,
    maxTotal: totalBytes,
  });
  channel.on('data', (chunk: Buffer) => reader.push(chunk));
  channel.on('error', () => undefined);
}

// The submission can write on this channel too: what is no message is passed over.
function parseMessage(line: string): HostMessage | undefined {
  try {
    const message: unknown = JSON.parse(line);
    return typeof message === 'object' && message !== null && 'type' in message ? (message as HostMessage) : undefined;
  } catch {
    return undefined;
  }
}

/** The end of the process, once its pipes are read to their end or have had time for it. */
function awaitEnd(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
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

function killGroup(child: ChildProcess, pid: number): void {
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** Says why a process ended, from its code or signal, what was seen before, and its last words. Pure. */
export function explainExit({
  code,
  signal,
  cause,
  stderr,
}: {
  code: number | null;
  signal: string | null;
  cause: Cause | undefined;
  stderr: string;
}): HostExit {
  if (cause !== undefined && (!('error' in cause) || code === crashExitCode)) return cause;
  const gaveUp = /JavaScript heap out of memory|Reached heap limit|Array buffer allocation failed/.test(stderr);
  if (gaveUp && (signal === 'SIGABRT' || signal === 'SIGTRAP' || code === 134)) return { kind: 'out-of-memory' };
  return signal === null ? { kind: 'exit', code: code ?? 0 } : { kind: 'signal', signal };
}
