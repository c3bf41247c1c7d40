import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { killProcess } from './kill-process.ts';

const program = fileURLToPath(new URL('keeper.mjs', import.meta.url));

/** Ends the processes of a grader that could not end them itself (killed, crashed, terminal closed). */
export interface Keeper {
  /** Process id of the keeper itself, while it runs. */
  readonly pid: number | undefined;
  /**
   * Lists a process; `group` when it leads a process group of its own, which is then killed as a whole.
   * Call the returned function once the process has ended, so that a reused process id is never killed.
   */
  keep(pid: number, options?: { group?: boolean }): () => void;
  /** Kills what is still listed; resolves when that has been done. What is listed from then on is killed at once. */
  close(): Promise<void>;
}

/** The keeper process itself starts with the first process to keep, and never holds the grader back from ending. */
export function openKeeper(): Keeper {
  const listed = new Set<string>();
  let closed = false;
  let child: ChildProcess | undefined;

  const tell = (line: string) => child?.stdin?.write(`${line}\n`);
  const start = () => {
    const started = startProgram();
    child = started;
    started.once('exit', () => {
      if (child === started) child = undefined;
    });
    for (const entry of listed) tell(`+${entry}`);
  };

  return {
    get pid() {
      return child?.pid;
    },
    keep(pid, { group = false } = {}) {
      if (closed) {
        // Whoever starts something now has not heard that all is over; nobody would end it later.
        killProcess(pid, { group });
        return () => {};
      }
      const entry = group && process.platform !== 'win32' ? `group ${pid}` : `${pid}`;
      listed.add(entry);
      if (child) tell(`+${entry}`);
      else start();
      return () => {
        if (listed.delete(entry)) tell(`-${entry}`);
      };
    },
    async close() {
      closed = true;
      if (!child && listed.size > 0) start();
      const closing = child;
      listed.clear();
      if (!closing) return;
      const ended = new Promise((resolve) => closing.once('exit', resolve));
      closing.ref();
      closing.stdin?.end();
      await ended;
    },
  };
}

function startProgram(): ChildProcess {
  // Detached: Ctrl-C reaches the whole group of the terminal, and the keeper has to outlive that.
  const child = spawn(process.execPath, [program], {
    cwd: dirname(program),
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}
