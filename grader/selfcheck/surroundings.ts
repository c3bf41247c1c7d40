import type { Writable } from 'node:stream';

/** What selfcheck needs of the machine it runs on, given from outside. */
export interface Surroundings {
  /** Absolute folder of the clone. */
  root: string;
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  arch: string;
  /** Results. */
  stdout: Writable;
  /** Chatter. */
  stderr: Writable;
  /** Ends what is running. */
  signal?: AbortSignal;
}
