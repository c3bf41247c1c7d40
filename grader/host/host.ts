import type { Keeper } from '../engine/keeper.ts';
import type { Build } from './build.ts';
import type { CallOutcome, CallRequest, Json, ThrownError } from './call.ts';

/** Why a host process is gone. */
export type HostExit =
  /** It ended by itself: `process.exit` in the submission, or a clean stop. */
  | { kind: 'exit'; code: number }
  | { kind: 'signal'; signal: string }
  | { kind: 'unhandled-rejection' | 'uncaught-exception'; error: ThrownError }
  /** V8 gave up, or the resident memory passed the limit. */
  | { kind: 'out-of-memory' }
  /** It wrote more on the protocol channel than any honest submission would. */
  | { kind: 'flood' }
  /** Ended by `kill` or `stop`. */
  | { kind: 'killed' };

/** What holds a host, besides the limits that every host has. */
export type Sandbox = 'strict';

export interface SpawnOptions {
  keeper: Keeper;
  /** IANA name, e.g. `Asia/Tokyo`; default `UTC`. */
  timeZone?: string;
  /** POSIX name, e.g. `de_DE.UTF-8`; default `en_US.UTF-8`. */
  locale?: string;
  /** `strict`: nothing but the two doors leads out of it; Linux, with bubblewrap. Default: the user's own rights. */
  sandbox?: Sandbox;
  /** Resident memory, in MB, at which the host is killed; default 700. */
  memoryMb?: number;
}

/** A host that has loaded the SDK and knows no submission yet; warm it ahead of time. */
export interface SpareHost {
  readonly pid: number;
  /** Settles when the process is gone; never rejects. */
  readonly exited: Promise<HostExit>;
  /**
   * At most once. Never hangs: a host that dies or stays silent is an outcome.
   * @throws FaultError when the ways out of its sandbox can't be opened.
   */
  start(options: StartOptions): Promise<StartOutcome>;
  kill(): Promise<HostExit>;
}

export interface StartOptions {
  /** `host:port` of the engine. */
  address: string;
  build: Build;
  /** Path of the world's socket; what `#world` clients connect to. */
  world?: string;
  /** Only where the topic's contract has a client: lets calls inject one. */
  client?: boolean;
  /** One worker each; none for a topic of plain functions. */
  workers: WorkerSpec[];
  /** Real time until `ready`; default 15,000. */
  deadlineMs?: number;
}

export interface WorkerSpec {
  taskQueue: string;
  /** Entry file among `build.workflows`; without it the worker runs no workflows. */
  workflows?: string;
  /** File whose functions (or whose `createActivities(services)`) are registered; without it the worker runs no activities. */
  activities?: string;
  /** 0 where the host will be killed and replaced; the SDK's default when absent. */
  maxCachedWorkflows?: number;
  /** The learner's own options: an export called with `args`; ours are laid over them. */
  options?: { file: string; export: string; args: Json[] };
  /** An export called with a `report` function; the activity interceptor factory it returns is registered. */
  interceptor?: { file: string; export: string };
  /** Heartbeats are sent, but what an activity comes to is not: as on a machine that dies just before. Such a host must be killed. */
  losesResults?: boolean;
  /** One number in what an activity answers comes out so many times as large: seen elsewhere, it shows that the answer was used. */
  multiplies?: { activity: string; field: string; by: number };
  /** Whatever an activity returns is reported as it was before it became JSON: `{ activity, json, odd }`. */
  reportsAnswers?: boolean;
  /** All timers of the host of 100 ms and more fire so many times sooner: what they do in a minute is seen in moments. */
  hurry?: number;
}

export type StartOutcome = { kind: 'started'; host: Host } | StartFailure;

/** Why no host could be started with this submission. */
export type StartFailure =
  /** Evaluating a file of the submission threw. */
  | { kind: 'load-failed'; file: string; error: ThrownError }
  /** An export that a worker needs is missing, or is not what it should be. */
  | { kind: 'unusable-export'; file: string; export: string; found: string[] }
  /** The SDK refused to make the worker. */
  | { kind: 'worker-refused'; error: ThrownError }
  | { kind: 'exited'; exit: HostExit; output: HostOutput }
  | { kind: 'silent'; ms: number };

/** A host that runs one submission. */
export interface Host {
  readonly pid: number;
  /** The process's working directory, fresh and removed with it; the grader may put files there. */
  readonly directory: string;
  /** Settles when the process is gone; never rejects. */
  readonly exited: Promise<HostExit>;
  /** Calls or reads an export of the submission. Never rejects. */
  call(request: CallRequest): Promise<CallOutcome>;
  /** Replays a history against one workflow entry. Never rejects. */
  replay(request: ReplayRequest): Promise<ReplayOutcome>;
  /** What learner code gave to an injected `report` function, and what `reportsAnswers` reports, in order. */
  reports(): Json[];
  /** Warnings and errors of the SDK's TypeScript side, the last 50. */
  logs(): HostLog[];
  /** The failure of a run's last failed workflow task, as the host tells it. */
  taskFailure(runId: string): string | undefined;
  output(): HostOutput;
  /** Resident memory in MB; undefined where it can't be read. */
  memoryMb(): number | undefined;
  /** SIGKILL to the process group, like a machine that dies. */
  kill(): Promise<HostExit>;
  /** Shuts the workers down; killed after `graceMs` (default 500). */
  stop(graceMs?: number): Promise<HostExit>;
}

export interface ReplayRequest {
  /** Entry file among `build.workflows`. */
  workflows: string;
  /** Bytes of a `temporal.api.history.v1.History`. */
  history: Uint8Array;
  workflowId?: string;
  deadlineMs?: number;
}

export type ReplayOutcome =
  | { kind: 'replayed' }
  | { kind: 'nondeterminism'; message: string }
  /** The replay failed otherwise: the workflow type is unknown, its code threw, … */
  | { kind: 'replay-failed'; message: string }
  | { kind: 'host-exited'; exit: HostExit }
  | { kind: 'unanswered'; ms: number };

export interface HostLog {
  level: 'WARN' | 'ERROR';
  message: string;
  workflowType?: string;
  workflowId?: string;
  activityType?: string;
}

/** The end of what the process printed (64 KB a stream), and how many bytes came before it and were dropped. */
export interface HostOutput {
  stdout: string;
  stderr: string;
  dropped: number;
}
