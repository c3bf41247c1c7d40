import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import type { FrameMapper } from '../frames.ts';
import type { ReplayAnswer } from '../protocol.ts';
import { describeThrown } from './thrown.ts';
import { isolation } from './workers.ts';

export interface Replay {
  code: string;
  /** Bytes of a `temporal.api.history.v1.History`. */
  history: Uint8Array;
  workflowId: string | undefined;
  isThreaded: boolean;
  mapper: FrameMapper;
}

/** Replays a history against workflow code. Never rejects. */
export async function performReplay({ code, history, workflowId, isThreaded, mapper }: Replay): Promise<ReplayAnswer> {
  try {
    const decoded = temporal.api.history.v1.History.decode(history);
    await Worker.runReplayHistory({ workflowBundle: { code }, ...isolation(isThreaded) }, decoded, workflowId);
    return { kind: 'replayed' };
  } catch (thrown) {
    const { message } = describeThrown(thrown, mapper);
    return { kind: thrown instanceof DeterminismViolationError ? 'nondeterminism' : 'replay-failed', message };
  }
}
