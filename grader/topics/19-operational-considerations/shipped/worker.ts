// The options of a worker on one of Harbour's machines. Whoever starts it adds connection, queue, workflows and activities.
// Goal 1: the worker of a queue makes as many postings at once as LEDGER_LIMIT says, and as many renders as RENDER_LIMIT.
// Goal 2: at a deploy (SIGTERM, then SIGKILL) a posting that is under way is finished: it takes up to 5 seconds. What can't be
//   finished is told to stop, at least one second before SIGKILL.
// Stays: the name and arguments of `workerOptions`; the numbers come from `env`, which differs between environments.
import type { WorkerOptions } from '@temporalio/worker';
import type { Env, Queue } from './shared';

export function workerOptions(_env: Env, queue: Queue): Partial<WorkerOptions> {
  return {
    identity: `harbour-${queue}`,
    // TODO(you): the ledger and the machine are never asked for more at once than they can bear, nor for less.
    maxConcurrentActivityTaskExecutions: 200,
    // TODO(you): a deploy cuts no posting off.
  };
}
