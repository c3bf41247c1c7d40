import type { WorkerOptions, WorkerTuner } from '@temporalio/worker';
import { kindOn } from './routing';
import type { Env, Queue } from './shared';

export function workerOptions(env: Env, queue: Queue): Partial<WorkerOptions> {
  const rooms = {
    quote: 500,
    postLedger: Number.parseInt(env.LEDGER_LIMIT, 10),
    renderVideo: Number.parseInt(env.RENDER_LIMIT, 10),
  };
  const kind = kindOn(queue);
  return {
    tuner: tunerFor(rooms[kind]),
    // A render never gets done in time: it is told at once.
    shutdownGraceTime: kind === 'renderVideo' ? 0 : '6s',
    shutdownForceTime: `${Number(env.SHUTDOWN_SECONDS)}s`,
  };
}

function tunerFor(numSlots: number): WorkerTuner {
  const plenty = { type: 'fixed-size', numSlots: 40 } as const;
  return {
    workflowTaskSlotSupplier: plenty,
    activityTaskSlotSupplier: { type: 'fixed-size', numSlots },
    localActivityTaskSlotSupplier: plenty,
    nexusTaskSlotSupplier: plenty,
  };
}
