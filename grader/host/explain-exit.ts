import type { ThrownError } from './call.ts';
import type { HostExit } from './host.ts';
import { type CrashCause, crashExitCode } from './protocol.ts';

/** What was seen of a host before its end: what the grader did to it, or its last words. */
export type ExitCause = { kind: 'killed' | 'flood' | 'out-of-memory' } | { kind: CrashCause; error: ThrownError };

/** Says why a process ended, from its code or signal, what was seen before, and what it printed. Pure. */
export function explainExit({
  code,
  signal,
  cause,
  stderr,
}: {
  code: number | null;
  signal: string | null;
  cause: ExitCause | undefined;
  stderr: string;
}): HostExit {
  // A thread of the official path that has taken all memory is told of by the promise that waited for it.
  if (cause !== undefined && 'error' in cause && /ERR_WORKER_OUT_OF_MEMORY/.test(cause.error.message))
    return { kind: 'out-of-memory' };
  if (cause !== undefined && (!('error' in cause) || code === crashExitCode)) return cause;
  const gaveUp = /JavaScript heap out of memory|Reached heap limit|Array buffer allocation failed/.test(stderr);
  if (gaveUp && (signal === 'SIGABRT' || signal === 'SIGTRAP' || code === 134)) return { kind: 'out-of-memory' };
  return signal === null ? { kind: 'exit', code: code ?? 0 } : { kind: 'signal', signal };
}
