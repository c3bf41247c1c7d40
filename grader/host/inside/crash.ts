import type { FrameMapper } from '../frames.ts';
import type { CrashCause } from '../protocol.ts';
import type { Speaker } from './speaker.ts';
import { describeThrown } from './thrown.ts';

/** Ends the process, with a last word, at an error that nothing caught; rejections of workflow code are the SDK's to handle. */
export function reportCrashes(speaker: Speaker, readMapper: () => FrameMapper | undefined): void {
  let isCrashing = false;
  const crash = (cause: CrashCause, thrown: unknown) => {
    if (isCrashing) return;
    isCrashing = true;
    speaker.crash({ type: 'crashed', cause, error: describeThrown(thrown, readMapper()) });
  };
  process.on('uncaughtException', (thrown) => crash('uncaught-exception', thrown));
  process.on('unhandledRejection', (reason, promise) => {
    if (!belongsToWorkflow(promise)) crash('unhandled-rejection', reason);
  });
}

/** Light workers share the thread with workflow code, whose promises come from a realm that has an activator. */
function belongsToWorkflow(promise: Promise<unknown>): boolean {
  try {
    const realm = promise.constructor.constructor as FunctionConstructor;
    return realm !== Function && realm('return globalThis.__TEMPORAL_ACTIVATOR__')() !== undefined;
  } catch {
    return false;
  }
}
