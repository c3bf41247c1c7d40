import type { CallOutcome } from '../host/call.ts';
import type { HostExit, HostOutput, StartFailure } from '../host/host.ts';
import type { BuildProblem } from '../submission/build-problem.ts';
import type { RecordedFailure } from './history-event.ts';
import type { Run } from './run.ts';

/** Something so basic went wrong that a check could not go on: the learner reads this before any claim. */
export type RawCause =
  | { kind: 'build'; problems: [BuildProblem, ...BuildProblem[]] }
  | { kind: 'start-failed'; failure: Exclude<StartFailure, { kind: 'exited' | 'silent' }> }
  | { kind: 'missing-export'; file: string; name: string; found: string[] }
  /** `starting`: it died before it could take any work. */
  | { kind: 'host-exited'; exit: HostExit; output: HostOutput; starting: boolean }
  /** A workflow task failed; the server tries it for ever, so the workflow hangs. `event` is the TaskFailed event. */
  | { kind: 'task-failed'; run: Run; cause: string; failure: RecordedFailure; event: number }
  | { kind: 'activity-unregistered'; run: Run; activity: string; message: string }
  /** `late`: told from being busy when time was up, not from the count alone. */
  | {
      kind: 'storm';
      run: Run;
      of: 'events' | 'attempts';
      count: number;
      late?: boolean;
      activity?: string;
      failure?: RecordedFailure;
    }
  /** A message the check sent was refused, e.g. an update or query nobody handles. */
  | { kind: 'message-refused'; run: Run; message: 'query' | 'update' | 'signal'; name: string; failure: string }
  | {
      kind: 'call-failed';
      what: string;
      outcome: Exclude<CallOutcome, { kind: 'value' | 'kept' | 'missing' | 'host-exited' }>;
    }
  /** Nothing happened for so long, in real time. `whole`: it was the check's own time, whether anything happened or not. */
  | { kind: 'deadline'; waitingFor: string; ms: number; runs: Run[]; whole?: boolean };

/** Ends a check early with its raw cause; the check loop makes it a finding. */
export class Stopped extends Error {
  override name = 'Stopped';
  constructor(readonly raw: RawCause) {
    super(raw.kind);
  }
}
