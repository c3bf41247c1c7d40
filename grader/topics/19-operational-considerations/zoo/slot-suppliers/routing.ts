import type { Queue, Work } from './shared';

const kinds: Record<Queue, Work> = { studio: 'quote', counter: 'postLedger', vault: 'renderVideo' };

export function kindOn(queue: Queue): Work {
  return kinds[queue];
}

export function queueFor(work: Work): Queue {
  const queues = Object.keys(kinds) as Queue[];
  return queues.find((queue) => kinds[queue] === work) ?? 'studio';
}
