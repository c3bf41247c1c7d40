import { setTimeout as delay } from 'node:timers/promises';
import type { Lane } from './lane.ts';
import { toMs } from './read-values.ts';
import type { Run } from './run.ts';

/** How close to the timeout the skip may go: past it, the clock would run away. */
const MARGIN_MS = 150;

/** Skips to just before the open attempt's timeout, and waits in real time until the server has given it up. */
export async function expireAttempt(run: Run, lane: Lane): Promise<void> {
  const before = await openAttempt(run);
  if (!before) throw new Error('expire needs one open activity');
  const skip = async () => {
    const ms = before.dueAt - (await lane.clock.now()) - MARGIN_MS;
    if (ms > 0) await lane.clock.skip(Math.floor(ms));
  };
  const noticed = async () => {
    for (;;) {
      const now = await openAttempt(run);
      if (!now || now.activityId !== before.activityId || now.attempt !== before.attempt) return;
      await delay(20);
    }
  };
  // While a settle is pending time flows already; otherwise it has to flow for the skip to have any effect.
  if (lane.clock.isFlowing) {
    await skip();
    await noticed();
  } else {
    await lane.clock.flow(async () => {
      await skip();
      await noticed();
    });
  }
}

interface OpenAttempt {
  activityId: string;
  attempt: number;
  /** Virtual time at which the server gives the attempt up. */
  dueAt: number;
}

async function openAttempt(run: Run): Promise<OpenAttempt | undefined> {
  const { raw } = await run.handle.describe();
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
  return { activityId: pending.activityId ?? '', attempt: pending.attempt ?? 1, dueAt: Math.min(...due) };
}
