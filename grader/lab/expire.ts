import { setTimeout as delay } from 'node:timers/promises';
import type { Lane } from './lane.ts';
import { toMs } from './read-values.ts';
import type { Run } from './run.ts';
import { lastTask } from './still-open.ts';

/** How close to the timeout the skip may go: past it, the clock would run away. */
const MARGIN_MS = 150;

/** How long the server may take to tell of an attempt that a worker has taken. */
const TOLD_MS = 3000;

/** Real time within which a heartbeat that was sent has been heard of. */
const HEARD_MS = 80;

/**
 * Skips to just before the open attempt's timeout, and waits in real time until the server has given it up. Nothing is left
 * to do where the run is over, by a limit of its own for instance.
 */
export async function expireAttempt(run: Run, lane: Lane): Promise<void> {
  const before = await findOpenAttempt(run);
  if (!before) return;
  const giveUp = async () => {
    // A heartbeat that was still on its way puts the end off: then there is more to skip.
    for (let attempt = before; attempt.name === before.name; ) {
      const ms = attempt.dueAt - (await lane.clock.now()) - MARGIN_MS;
      if (ms > 0) await lane.clock.skip(Math.floor(ms));
      await delay(20);
      const now = await openAttempt(run);
      if (!now) return;
      attempt = now;
    }
  };
  // While a settle is pending time flows already; otherwise it has to flow for the skip to have any effect.
  await (lane.clock.isFlowing ? giveUp() : lane.clock.flow(giveUp));
}

/**
 * Lets so much time pass though an attempt is open, which would hold time; at most until the server gives that attempt up: past
 * it, the clock would run away.
 */
export async function passBeside(run: Run, lane: Lane, ms: number): Promise<void> {
  const open = await findOpenAttempt(run);
  if (!open) return;
  if (open.dueAt - MARGIN_MS <= (await lane.clock.now()) + ms) await expireAttempt(run, lane);
  else await lane.clock.flow(() => lane.clock.skip(ms));
}

/** An attempt that a worker took a moment ago may not be told of yet; undefined when the run is over. */
async function findOpenAttempt(run: Run): Promise<OpenAttempt | undefined> {
  for (const end = performance.now() + TOLD_MS; ; await delay(20)) {
    const attempt = await openAttempt(run);
    if (attempt) {
      // A heartbeat may be on its way; it has to arrive before time is skipped, or it would count from after that.
      await delay(HEARD_MS);
      const again = await openAttempt(run);
      if (again && again.name === attempt.name && again.dueAt === attempt.dueAt) return again;
      if (again) continue;
    }
    if (!isOpen(await run.handle.describe())) return undefined;
    if (performance.now() > end) throw new Error('expire needs one open activity or workflow task');
  }
}

interface OpenAttempt {
  /** The activity and the number of the attempt, or the event with which the workflow task began. */
  name: string;
  /** Virtual time at which the server gives the attempt up. */
  dueAt: number;
}

type Description = Awaited<ReturnType<Run['handle']['describe']>>;

async function openAttempt(run: Run): Promise<OpenAttempt | undefined> {
  const description = await run.handle.describe();
  if (!isOpen(description)) return undefined;
  return (await openActivity(run, description)) ?? (await openTask(run, description));
}

/** A run that is over still lists what it left open, and nobody will give that up any more. */
function isOpen({ status }: Description): boolean {
  return status.name === 'RUNNING';
}

async function openActivity(run: Run, { raw }: Description): Promise<OpenAttempt | undefined> {
  const pending = raw.pendingActivities?.find(({ lastStartedTime }) => toMs(lastStartedTime) > 0);
  if (!pending) return undefined;
  const history = await run.history();
  const scheduled = history.findLast(
    (event) => event.type === 'ActivityScheduled' && event.activityId === pending.activityId,
  );
  if (scheduled?.type !== 'ActivityScheduled') return undefined;
  const { startToCloseMs, heartbeatMs, scheduleToCloseMs } = scheduled.options;
  const started = toMs(pending.lastStartedTime);
  const beat = Math.max(started, toMs(pending.lastHeartbeatTime));
  const due = [
    startToCloseMs > 0 ? started + startToCloseMs : Number.POSITIVE_INFINITY,
    heartbeatMs > 0 ? beat + heartbeatMs : Number.POSITIVE_INFINITY,
    scheduleToCloseMs > 0 ? scheduled.at + scheduleToCloseMs : Number.POSITIVE_INFINITY,
  ];
  return { name: `${pending.activityId}/${pending.attempt ?? 1}`, dueAt: Math.min(...due) };
}

/** A workflow task that a worker holds: local activities run inside of it, and leave no other trace while they do. */
async function openTask(run: Run, { raw }: Description): Promise<OpenAttempt | undefined> {
  const last = lastTask(await run.history());
  if (last?.type !== 'TaskStarted') return undefined;
  return { name: `task/${last.id}`, dueAt: last.at + toMs(raw.executionConfig?.defaultWorkflowTaskTimeout) };
}
