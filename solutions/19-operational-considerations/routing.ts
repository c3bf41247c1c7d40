// Which task queue each kind of work goes to. Workflow code imports this file.
// Harbour put everything on one queue. Last night 400 videos were rendered, and a customer's quote waited until morning.
// Goal: no kind of work ever waits behind another kind. Which kind gets which group of machines is up to you.
// Stays: the name of `queueFor`, and that it only answers queues that machines listen on (`Queue`, shared.ts).
import type { Queue, Work } from './shared';

// Who takes a task from a queue takes the oldest one, whatever it is: only a queue of its own keeps a kind from waiting.
const queues: Record<Work, Queue> = { quote: 'counter', postLedger: 'vault', renderVideo: 'studio' };

export function queueFor(work: Work): Queue {
  return queues[work];
}
