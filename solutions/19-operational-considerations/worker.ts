// The options of a worker on one of Harbour's machines. Whoever starts it adds connection, queue, workflows and activities.
// Goal 1: the worker of a queue makes as many postings at once as LEDGER_LIMIT says, and as many renders as RENDER_LIMIT.
// Goal 2: at a deploy (SIGTERM, then SIGKILL) a posting that is under way is finished: it takes up to 5 seconds. What can't be
//   finished is told to stop, at least one second before SIGKILL.
// Stays: the name and arguments of `workerOptions`; the numbers come from `env`, which differs between environments.
import type { WorkerOptions } from '@temporalio/worker';
import { queueFor } from './routing';
import type { Env, Queue } from './shared';

export function workerOptions(env: Env, queue: Queue): Partial<WorkerOptions> {
  return {
    identity: `harbour-${queue}`,
    // The limit is the worker's, for whatever it does: it fits one kind of work because each kind has its own queue.
    maxConcurrentActivityTaskExecutions: activitiesAtOnce(env, queue),
    // Without it SIGTERM stops everything at once. Two seconds are left for what has to be told to stop.
    shutdownGraceTime: (Number(env.SHUTDOWN_SECONDS) - 2) * 1000,
  };
}

function activitiesAtOnce(env: Env, queue: Queue): number {
  switch (queue) {
    case queueFor('postLedger'):
      return Number(env.LEDGER_LIMIT);
    case queueFor('renderVideo'):
      return Number(env.RENDER_LIMIT);
    default:
      return 200;
  }
}
