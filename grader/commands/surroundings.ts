import type { Readable, Writable } from 'node:stream';
import type { Screen } from '../view/terminal/screen.ts';

/** A stream that may be a terminal. */
export type Output = Writable & { isTTY?: boolean; columns?: number; rows?: number };

/** Everything a command knows of the machine it runs on; only main.ts reads it from the process. */
export interface Surroundings {
  /** Absolute folder of the clone. */
  root: string;
  /** Folder the command was called in. */
  cwd: string;
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  arch: string;
  /** As in `process.versions.node`. */
  node: string;
  /** Version of the grader. */
  version: string;
  /** Data. */
  stdout: Output;
  /** Chatter. */
  stderr: Output;
  stdin: Readable & { isTTY?: boolean; setRawMode?(raw: boolean): unknown };
  /** Ends what is running. */
  signal: AbortSignal;
  now(): Date;
  /** Says what has to be done when the process ends, however it ends; the last one counts. */
  atExit?(act: () => void): void;
}

/** Text of full width is hard to read on a very wide screen. */
const widest = 100;

/**
 * How text has to look on a stream. Plain (ASCII, no colour): with `--plain`, NO_COLOR or TERM=dumb. Otherwise colours
 * only on a terminal, or where FORCE_COLOR asks for them.
 */
export function screenOf(
  stream: Output,
  { env, platform }: Pick<Surroundings, 'env' | 'platform'>,
  plain: boolean,
): Screen {
  const isPlain = plain || Boolean(env.NO_COLOR) || env.TERM === 'dumb';
  const forced = Boolean(env.FORCE_COLOR) && env.FORCE_COLOR !== '0';
  const oldWindows = platform === 'win32' && !env.WT_SESSION && !env.TERM_PROGRAM && !env.TERM;
  const columns = stream.columns ?? (Number(env.COLUMNS) || 80);
  return {
    columns: Math.min(columns, widest),
    colour: !isPlain && env.FORCE_COLOR !== '0' && (forced || stream.isTTY === true),
    unicode: !isPlain && !oldWindows && env.TERM !== 'linux',
  };
}

/** Writes a text and a line break. */
export function print(stream: Output, text: string): void {
  stream.write(`${text}\n`);
}
