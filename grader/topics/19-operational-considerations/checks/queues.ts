import { check, finding, holds } from '../../../check/check.ts';
import type { EventOf } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import type { Queue } from '../shipped/shared.ts';
import { drawDay, drawFilms, drawQuestion, openFleet, queues } from './fleet.ts';

export const served = check('served', 'all work goes where a worker is listening', async ({ lab }) => {
  const { runs, stray } = await doOneOfEach(lab);
  if (!stray) return holds;
  return finding({
    did: lab.did,
    saw: `\`${stray.activity}\` was put on the task queue “${stray.options.taskQueue}”. Nobody listens there: it was scheduled, and never started.`,
    why: 'A task queue needs no permission to exist; a wrong name makes a new one. Nothing fails and no error is logged. The work waits, and all that shows it is a queue without pollers.',
    read: '#a-queue-for-each-kind-of-work',
    ...(runs[stray.activity] && { evidence: runs[stray.activity] }),
    decisive: stray.id,
  });
});

export const ownQueue = check(
  'own-queue',
  'each kind of work waits in a line of its own',
  async ({ lab }) => {
    const { scheduled } = await doOneOfEach(lab);
    const shared = queues
      .map((queue) => ({ queue, kinds: kindsOn(queue, scheduled) }))
      .filter(({ kinds }) => kinds.length > 1);
    const [first] = shared;
    if (!first) return holds;
    const kinds = first.kinds.map((kind) => `\`${kind}\``);
    return finding({
      did: lab.did,
      saw: `${kinds.slice(0, -1).join(', ')} and ${kinds.at(-1)} were put on one task queue, “${first.queue}”.`,
      why: 'A queue hands out what has waited longest, whatever it is. Behind 400 renders of 20 minutes each, a quote of 20 milliseconds waits until morning; and no limit of a worker can mean only one of the two.',
      read: '#a-queue-for-each-kind-of-work',
    });
  },
  { needs: ['served'] },
);

type Scheduled = EventOf<'ActivityScheduled'>;

interface Done {
  /** By the activity that does the work. */
  runs: Record<string, Run>;
  scheduled: Scheduled[];
  /** The first that went to a queue without a worker. */
  stray: Scheduled | undefined;
}

/** Has each kind of work done once, and reads where it went. */
async function doOneOfEach(lab: Lab): Promise<Done> {
  await openFleet(lab);
  lab.did =
    'Asked for a rate, closed a day with 2 postings and rendered a film. A worker listened on each of “counter”, “vault” and “studio”.';
  const runs = {
    quote: await lab.start('askRate', drawQuestion(lab)),
    postLedger: await lab.start('closeDay', drawDay(lab, 2)),
    renderVideo: await lab.start('renderWeek', drawFilms(lab, 1)),
  };
  const all = Object.values(runs);
  const scheduled = await lab.eventually(() => readScheduled(all), 'the work to be scheduled', { flowing: true });
  const stray = scheduled.find(({ options }) => !queues.includes(options.taskQueue as Queue));
  if (!stray) for (const run of all) await run.settle();
  return { runs, scheduled, stray };
}

/** What the runs have scheduled, once each of them has scheduled something. */
async function readScheduled(runs: Run[]): Promise<Scheduled[] | undefined> {
  const found = await Promise.all(runs.map(async (run) => eventsOf(await run.history(), 'ActivityScheduled')));
  return found.every((events) => events.length > 0) ? found.flat() : undefined;
}

function kindsOn(queue: Queue, scheduled: Scheduled[]): string[] {
  return [
    ...new Set(scheduled.filter(({ options }) => options.taskQueue === queue).map(({ activity }) => activity)),
  ].sort();
}
