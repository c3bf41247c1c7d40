import type { WorkflowCode } from './build.ts';
import type { CallOutcome, CallRequest, Json, ThrownError } from './call.ts';
import type { HostLog, ReplayOutcome, StartFailure, WorkerSpec } from './host.ts';

/** What the grader asks of a host: one JSON line each, on the host's stdin. */
export type HostRequest =
  | ({ type: 'start' } & StartMessage)
  | { type: 'call'; id: number; request: CallRequest }
  /** `history` is base64. */
  | { type: 'replay'; id: number; workflows: string; history: string; workflowId: string | undefined }
  | { type: 'stop' };

export interface StartMessage {
  /** `host:port` of the engine; in a sandbox, the path of the socket that leads there. */
  address: string;
  isThreaded: boolean;
  workflows: Record<string, WorkflowCode>;
  modules: string | undefined;
  client: boolean;
  world: string | undefined;
  workers: WorkerSpec[];
}

/** What a host says: one JSON line each, on its file descriptor 3. Nothing of it is evidence of what happened. */
export type HostMessage =
  | { type: 'warm' }
  | { type: 'started' }
  | { type: 'not-started'; failure: Exclude<StartFailure, { kind: 'exited' | 'silent' }> }
  | { type: 'called'; id: number; outcome: CallAnswer }
  | { type: 'replayed'; id: number; outcome: ReplayAnswer }
  | { type: 'report'; value: Json }
  | { type: 'log'; log: HostLog }
  /** A workflow task that failed: `failure` is the base64 of a `temporal.api.failure.v1.Failure`. */
  | { type: 'task-failed'; runId: string; failure: string }
  /** The last words before exit code `crashExitCode`. */
  | { type: 'crashed'; cause: CrashCause; error: ThrownError };

export type CrashCause = 'unhandled-rejection' | 'uncaught-exception';
export type CallAnswer = Exclude<CallOutcome, { kind: 'host-exited' | 'unanswered' }>;
export type ReplayAnswer = Exclude<ReplayOutcome, { kind: 'host-exited' | 'unanswered' }>;

/** Exit code of a host that an error of the submission ended. */
export const crashExitCode = 70;

/** File descriptor on which a host speaks. */
export const messageDescriptor = 3;
