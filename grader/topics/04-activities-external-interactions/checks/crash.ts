import { type Check, check, type Found, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import type { EventOf } from '../../../lab/history-event.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { openActivities } from '../../../lab/still-open.ts';
import { drawOrder, sayEnd, services } from './order.ts';

/** So long it may take until there is another worker. To wait for it here would be real time: a queued attempt holds the clock. */
const ALONE_MS = inMs('5 minutes');

export const survivesCrash: Check = check(
  'survives-crash',
  'a worker that dies costs one attempt, not the invoice',
  async ({ lab }) => {
    const gates = services.map(({ operation }) => lab.world.holds(operation, 'before'));
    const { order } = drawOrder(lab);
    lab.did = 'Ordered an invoice.';
    const run = await lab.start('invoice', order);
    const died: string[] = [];
    for (const [step, { activity, operation }] of services.entries()) {
      const gate = gates[step];
      await lab.eventually(
        async () => gate?.held !== 0 || (await run.outcome()).status !== 'unfinished',
        `${operation} to be called`,
        { flowing: true },
      );
      if (gate?.held === 0) break;
      const impatient = await findImpatient(run);
      if (impatient)
        return finding({
          did: 'Ordered an invoice and looked how long an attempt at each step may wait for a worker.',
          saw: `An attempt at \`${impatient.activity}\` may wait in the queue for ${sayDuration(impatient.options.scheduleToStartMs)}; after that the activity is given up for good.`,
          why: 'When a worker has died, the next attempt waits until there is another. To wait loses nothing; but the limit on the wait is not followed by another try. When no worker is free for some minutes, what waits is not late but lost.',
          read: '#the-four-timeouts',
          evidence: run,
          decisive: impatient.id,
        });
      died.push(activity);
      lab.did = sayDeaths(died);
      await lab.crash();
      gate?.open();
      await lab.expire(run);
      await lab.recover();
    }
    const outcome = await run.settle();
    if (outcome.status === 'completed') return (await findHasty(run)) ?? holds;
    return finding({ did: lab.did, ...(await sayLost(run, outcome)), read: '#the-four-timeouts', evidence: run });
  },
  { needs: ['time-limits'] },
);

function sayDeaths(activities: string[]): string {
  const steps = activities.map((activity) => `\`${activity}\``).join(', then of ');
  return activities.length === 1
    ? `Ordered an invoice; its worker died in the middle of ${steps}, and another one took over.`
    : `Ordered an invoice; its worker died in the middle of ${steps}. Each time another one took over.`;
}

/** The activity that is open now, where an attempt at it may not wait for a worker as long as one may take to come. */
async function findImpatient(run: Run): Promise<EventOf<'ActivityScheduled'> | undefined> {
  return openActivities(await run.history()).find(({ options: { scheduleToStartMs, scheduleToCloseMs } }) => {
    // A server may fill it in with the limit for all attempts.
    const isOwn = scheduleToCloseMs === 0 || scheduleToStartMs < scheduleToCloseMs;
    return isOwn && scheduleToStartMs > 0 && scheduleToStartMs < ALONE_MS;
  });
}

/** An activity whose attempts together have no time for one that is lost and a worker that comes some minutes later. */
async function findHasty(run: Run): Promise<Found | undefined> {
  const hasty = eventsOf(await run.history(), 'ActivityScheduled').find(({ options }) => {
    const { startToCloseMs, scheduleToCloseMs } = options;
    return scheduleToCloseMs > 0 && scheduleToCloseMs < startToCloseMs + ALONE_MS;
  });
  if (!hasty) return undefined;
  const { startToCloseMs, scheduleToCloseMs } = hasty.options;
  return finding({
    did: 'Ordered an invoice and looked how long all attempts at each step may take together.',
    saw: `All attempts at \`${hasty.activity}\` together have ${sayDuration(scheduleToCloseMs)}, and a lost one takes ${sayDuration(startToCloseMs)} of that.`,
    why: 'When a worker has died, the next attempt waits until there is another, and the limit on all attempts goes on meanwhile. When no worker is free for some minutes, the step is given up before anybody could make it again.',
    read: '#the-four-timeouts',
    evidence: run,
    decisive: hasty.id,
  });
}

/** Which limit ended the activity, as far as the history tells. */
async function sayLost(run: Run, outcome: Outcome): Promise<{ saw: string; why: string }> {
  const events = await run.history();
  const end = eventsOf(events, 'ActivityTimedOut').at(-1);
  const lost = eventsOf(events, 'ActivityScheduled').find(({ id }) => id === end?.scheduled);
  const ended = `\`invoice\` ${sayEnd(outcome)}.`;
  const why =
    'The server can’t see a worker die. It notices when an attempt takes too long, and then there has to be time, and leave, for another one. Workers die at every deployment.';
  if (!end || !lost) return { saw: ended, why };
  const { activity, options } = lost;
  const { startToCloseMs, scheduleToCloseMs, retry } = options;
  if (retry.attempts === 1) return { saw: `\`${activity}\` may be tried once only: ${ended}`, why };
  if (scheduleToCloseMs === 0) return { saw: `The lost attempt at \`${activity}\` was not made again: ${ended}`, why };
  const all = sayDuration(scheduleToCloseMs);
  return startToCloseMs > 0 && startToCloseMs < scheduleToCloseMs
    ? {
        saw: `All attempts at \`${activity}\` have ${all} together, and one may take ${sayDuration(startToCloseMs)}: too little was left for another. So ${ended}`,
        why,
      }
    : {
        saw: `The first attempt used up the time that all attempts at \`${activity}\` have together (${all}), because one may take as long as all: ${ended}`,
        why,
      };
}
