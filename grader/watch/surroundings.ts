import type { Writable } from 'node:stream';
import type { Screen } from '../view/terminal/screen.ts';
import type { KeyStream } from './read-keys.ts';

/** What the watch needs of the machine and the terminal it runs on. */
export interface WatchSurroundings {
  /** Absolute folder of the clone. */
  root: string;
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  arch: string;
  /** Version of the grader. */
  version: string;
  stdin: KeyStream;
  stdout: Writable & { rows?: number; columns?: number };
  stderr: Writable;
  /** Ends the watch. */
  signal: AbortSignal;
  now(): Date;
  /** Says what has to be done when the process ends, however it ends. */
  atExit?(act: () => void): void;
  /** How text has to look at the moment. */
  screen(): Screen;
  /** Only adds lines at the end, and never moves the cursor. */
  plain: boolean;
  /** Repeats the inputs of an earlier grading; drawn anew each time when left out. */
  seed?: number;
}
