// Which task queue each kind of work goes to. Workflow code imports this file.
// Harbour put everything on one queue. Last night 400 videos were rendered, and a customer's quote waited until morning.
// Goal: no kind of work ever waits behind another kind. Which kind gets which group of machines is up to you.
// Stays: the name of `queueFor`, and that it only answers queues that machines listen on (`Queue`, shared.ts).
import type { Queue, Work } from './shared';

export function queueFor(_work: Work): Queue {
  // TODO(you): each kind of work has a line of its own to wait in.
  return 'counter';
}
