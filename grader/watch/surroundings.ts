import type { Writable } from 'node:stream';
import type { Topic } from '../catalog/topic.ts';
import type { Screen } from '../view/terminal/screen.ts';
import type { KeyStream } from './read-keys.ts';

/** The course in the browser, beside the watch. */
export interface ServedCourse {
  /** Lets one in, on the topic that it was opened with. */
  address: string;
  /** Opens a browser on another topic; its address. */
  show(topic: Topic): string;
  close(): Promise<void>;
}

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
  /** Serves the course in the browser, and opens one on a topic where there is one to open. @throws UsageError. */
  serveCourse(topic: Topic): Promise<ServedCourse>;
  /** How text has to look at the moment. */
  screen(): Screen;
  /** Only adds lines at the end, and never moves the cursor. */
  plain: boolean;
  /** Repeats the inputs of an earlier grading; drawn anew each time when left out. */
  seed?: number;
}
