import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Keeper } from './keeper.ts';
import { killProcess } from './kill-process.ts';

const outputKept = 32_768;

/** How a program came to its end. */
export type Ending =
  | { kind: 'exit'; code: number }
  | { kind: 'signal'; signal: string }
  /** It never ran: an error code of the system such as `ENOENT`. */
  | { kind: 'not-run'; code: string };

/** A program that has been spawned, together with all that it starts itself. */
export interface Child {
  pid: number | undefined;
  ended: Promise<Ending>;
  isRunning(): boolean;
  /** The last it printed, standard output and error together, at most 32 KB. */
  output(): string;
  /** Sends a signal to the program and to all that it started. */
  signal(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export interface ChildOptions {
  keeper: Keeper;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

/** Spawns a program and lists it with the keeper; never throws, a failure shows in `ended`. */
export function spawnChild(executable: string, args: string[], options: ChildOptions): Child {
  const child = trySpawn(executable, args, options);
  if (typeof child === 'string') {
    const ended = Promise.resolve<Ending>({ kind: 'not-run', code: child });
    return { pid: undefined, ended, isRunning: () => false, output: () => '', signal: () => {} };
  }
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-outputKept);
    });
  }
  let running = true;
  const release = child.pid === undefined ? () => {} : options.keeper.keep(child.pid, { group: true });
  const ended = waitForEnd(child).then((ending) => {
    running = false;
    release();
    return ending;
  });
  const signal = (name: 'SIGTERM' | 'SIGKILL') => {
    if (running && child.pid !== undefined) killProcess(child.pid, { signal: name });
  };
  return { pid: child.pid, ended, isRunning: () => running, output: () => output.trim(), signal };
}

/** Runs a program to its end, and ends it and all that it started when `signal` aborts. Never rejects. */
export async function runChild(
  executable: string,
  args: string[],
  options: ChildOptions & { signal: AbortSignal },
): Promise<{ ending: Ending; aborted: boolean; output: string }> {
  const child = spawnChild(executable, args, options);
  const abort = () => child.signal('SIGKILL');
  if (options.signal.aborted) abort();
  options.signal.addEventListener('abort', abort, { once: true });
  const ending = await child.ended;
  options.signal.removeEventListener('abort', abort);
  return { ending, aborted: options.signal.aborted && ending.kind === 'signal', output: child.output() };
}

function trySpawn(executable: string, args: string[], { env, cwd }: ChildOptions): ChildProcess | string {
  // Windows refuses to spawn a script without a shell, and a shell wants quotes round what may have spaces.
  const shell = /\.(cmd|bat)$/i.test(executable);
  const quote = (text: string) => (shell ? `"${text}"` : text);
  // A group of its own: Ctrl-C is for the grader, and a launcher is ended together with what it launched.
  const settings: SpawnOptions = {
    detached: process.platform !== 'win32',
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  };
  if (env) settings.env = env;
  if (cwd !== undefined) settings.cwd = cwd;
  try {
    return spawn(quote(executable), args.map(quote), settings);
  } catch (error) {
    // Some errors (a file of a foreign format) are thrown, others are emitted.
    return codeOf(error);
  }
}

async function waitForEnd(child: ChildProcess): Promise<Ending> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  const ending = await new Promise<Ending>((resolve) => {
    child.once('error', (error) => resolve({ kind: 'not-run', code: codeOf(error) }));
    child.once('exit', (code, signal) =>
      resolve(signal ? { kind: 'signal', signal } : { kind: 'exit', code: code ?? 0 }),
    );
  });
  if (ending.kind !== 'not-run') {
    if (child.pid !== undefined) killProcess(child.pid, { signal: 'SIGKILL' });
    // Its last words are still in the pipes.
    await Promise.race([closed, delay(200)]);
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
  return ending;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
