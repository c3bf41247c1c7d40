import type { WrongSpecimen } from '../../../check/zoo.ts';
import { worker } from './edits.ts';

const routing = (replace: string, by: string) => ({ file: 'routing.ts', replace, by });

const room = 'maxConcurrentActivityTaskExecutions: activitiesAtOnce(env, queue),';

/** Work that is sent to the wrong queue, and workers that take too much or too little of it at once. */
export const queues: readonly WrongSpecimen[] = [
  {
    name: 'queue-without-machines',
    because: 'It invents a good name for the queue of renders, and takes for granted that somebody listens there.',
    fails: 'served',
    hint: 3,
    edits: [routing("renderVideo: 'studio'", "renderVideo: 'renders' as Queue")],
  },
  {
    name: 'quotes-with-postings',
    because: 'It moves the slow renders away, and lets quotes wait behind postings of five seconds.',
    fails: 'own-queue',
    hint: 2,
    edits: [routing("quote: 'counter'", "quote: 'vault'")],
  },
  {
    name: 'no-limit',
    because: 'It trusts the ledger to say when it has too much.',
    fails: 'limits',
    hint: 3,
    edits: [worker(room, 'maxConcurrentActivityTaskExecutions: 200,')],
  },
  {
    name: 'at-most-a-hundred',
    because: 'It takes no environment at its word that allows more than seems sane.',
    fails: 'limits-follow',
    hint: 3,
    edits: [worker(room, 'maxConcurrentActivityTaskExecutions: Math.min(100, activitiesAtOnce(env, queue)),')],
  },
  {
    name: 'one-limit-for-all',
    because: 'It gives every worker the limit of the ledger, also the one that renders.',
    fails: 'limits',
    hint: 3,
    edits: [worker(room, 'maxConcurrentActivityTaskExecutions: Number(env.LEDGER_LIMIT),')],
  },
  {
    name: 'one-after-the-other',
    because: 'It is on the safe side: one posting at a time.',
    fails: 'limits',
    hint: 2,
    edits: [worker('return Number(env.LEDGER_LIMIT);', 'return 1;')],
  },
  {
    name: 'rate-for-a-limit',
    because: 'It takes "so many at once" for "so many a second".',
    fails: 'limits',
    hint: 2,
    edits: [worker(room, 'maxTaskQueueActivitiesPerSecond: activitiesAtOnce(env, queue),')],
  },
  {
    name: 'limited-polls',
    because: 'It limits how often the worker asks for work, and not how much of it it does.',
    fails: 'limits',
    hint: 2,
    edits: [worker(room, 'maxConcurrentActivityTaskPolls: activitiesAtOnce(env, queue),')],
  },
];
