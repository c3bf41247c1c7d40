import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { killProcess } from '../engine/kill-process.ts';
import { endEscaped } from './escaped.ts';
import { type ExitCause, explainExit } from './explain-exit.ts';
import type { HostExit, HostOutput, SpawnOptions } from './host.ts';
import { makeHostFolder } from './host-folder.ts';
import type { HostProgram } from './host-program.ts';
import { awaitEnd, launchHost } from './launch-host.ts';
import { openLineReader } from './line-reader.ts';
import { watchMemory } from './memory.ts';
import { type HostMessage, type HostRequest, messageDescriptor } from './protocol.ts';
import { asIfBare } from './sandbox/bubblewrap.ts';
import { type Behind, type Doors, openDoors, removeDoorsFolder } from './sandbox/doors.ts';
import { openTextTail } from './text-tail.ts';

const outputBytes = 64 * 1024;
const defaultMemoryMb = 700;
const lineBytes = 4 * 1024 * 1024;
const totalBytes = 32 * 1024 * 1024;

/** Starts a program as a host in a fresh folder. @throws when no process could be started (a fault of the machine). */
export function startHostChild(program: HostProgram, options: SpawnOptions): HostChild {
  const directory = makeHostFolder();
  const child = launchHost(program, directory, options);
  if (child.pid === undefined) {
    rmSync(directory, { recursive: true, force: true });
    throw new Error('the process of the host did not start');
  }
  return new HostChild(child, { pid: child.pid, directory, options });
}

/** The process of a host with its pipes, its limits and its end. */
export class HostChild {
  readonly pid: number;
  readonly directory: string;
  /** Settles when the process and its folder are gone; never rejects. */
  readonly exited: Promise<HostExit>;
  private readonly stdout = openTextTail(outputBytes);
  private readonly stderr = openTextTail(outputBytes);
  private cause: ExitCause | undefined;
  private hasEnded = false;
  private listener: (message: HostMessage) => void = () => undefined;
  private doors: Doors | undefined;
  readonly isConfined: boolean;

  constructor(
    private readonly child: ChildProcess,
    { pid, directory, options }: { pid: number; directory: string; options: SpawnOptions },
  ) {
    this.pid = pid;
    this.directory = directory;
    this.isConfined = options.sandbox === 'strict';
    const release = options.keeper.keep(pid, { group: true });
    const unwatch = watchMemory(pid, options.memoryMb ?? defaultMemoryMb, () => this.end({ kind: 'out-of-memory' }));
    child.stdout?.on('data', (chunk: Buffer) => this.stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.stderr.push(chunk));
    this.readMessages(child.stdio[messageDescriptor] as Readable);
    this.exited = awaitEnd(child).then(async ({ code, signal }) => {
      unwatch();
      // What the submission started may have outlived it.
      killProcess(pid);
      endEscaped(directory);
      this.hasEnded = true;
      release();
      this.doors?.close();
      removeDoorsFolder(directory);
      await rm(directory, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined);
      return explainExit({
        ...asIfBare({ code, signal }, this.isConfined),
        cause: this.cause,
        stderr: this.stderr.text(),
      });
    });
  }

  /** Messages go to the listener set last; crashes are kept for `exited`. */
  listen(listener: (message: HostMessage) => void): void {
    this.listener = listener;
  }

  /** What is sent in one turn arrives in one piece: a host must not be half done with the first when it reads the last. */
  send(request: HostRequest): void {
    const { stdin } = this.child;
    if (!stdin) return;
    if (stdin.writableCorked === 0) {
      stdin.cork();
      setImmediate(() => stdin.uncork());
    }
    stdin.write(`${JSON.stringify(request)}\n`);
  }

  /** Opens the ways out of a sandbox; where there is none, what lies behind them is reached as it is. */
  async openDoors(behind: Behind): Promise<Pick<Behind, 'engine' | 'world'>> {
    if (!this.isConfined) return behind;
    this.doors = await openDoors(this.directory, behind);
    return this.doors;
  }

  /** SIGKILL to the process group. */
  kill(): Promise<HostExit> {
    this.end({ kind: 'killed' });
    return this.exited;
  }

  output(): HostOutput {
    const { stdout, stderr } = this;
    return { stdout: stdout.text(), stderr: stderr.text(), dropped: stdout.dropped() + stderr.dropped() };
  }

  private end(why: ExitCause): void {
    // A process id that is free again may be somebody else's.
    if (this.hasEnded) return;
    this.cause ??= why;
    killProcess(this.pid);
  }

  private readMessages(channel: Readable): void {
    const reader = openLineReader({
      onLine: (line) => {
        const message = parseMessage(line);
        if (message?.type === 'crashed') this.cause ??= { kind: message.cause, error: message.error };
        else if (message !== undefined) this.listener(message);
      },
      onFlood: () => this.end({ kind: 'flood' }),
      maxLine: lineBytes,
      maxTotal: totalBytes,
    });
    channel.on('data', (chunk: Buffer) => reader.push(chunk));
    channel.on('error', () => undefined);
  }
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
