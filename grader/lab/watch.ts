import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import type { Clock } from './clock.ts';
import { engineLost } from './engine-lost.ts';
import { inWords } from './failure-words.ts';
import type { HistoryEvent } from './history-event.ts';
import { temporal as messages } from './proto.ts';
import { readFailure } from './read-failure.ts';
import { eventsOf, readHistory } from './read-history.ts';
import { toMs } from './read-values.ts';
import { type PendingActivity, Run } from './run.ts';
import { isClosed } from './still-open.ts';
import { Stopped } from './stopped.ts';
import { readToldFailure } from './told-failure.ts';
import { WakingTime } from './waking-time.ts';

const POLL_MS = 60;
const TICK_MS = 100;
const BUSY_EVENTS = 100;
const MOST_PATIENCE = 5;
const { PendingActivityState } = messages.api.enums.v1;

/** Limits beyond which a run counts as a storm: under skipped time a polling loop makes thousands of events a second. */
export interface StormLimits {
  events: number;
  attempts: number;
}

interface Watched {
  run: Run;
  length: number;
  closed: boolean;
}

/**
 * Looks at every run of a check while something waits, so that no wait outlives its reason: a failed workflow task,
 * a dead host, a storm, an activity nobody registered, or too much real time.
 */
export class Watch {
  private readonly watched = new Map<string, Watched>();
  private readonly over = new AbortController();
  private readonly engineGone: Promise<never>;
  private hostGone: Promise<never> = new Promise(() => {});
  private taskFailure: (runId: string) => string | undefined = () => undefined;
  limits: StormLimits = { events: 300, attempts: 100 };
  /** Counts the looks at which something had happened. */
  private seen = 0;
  private seenCalls = 0;

  constructor(
    private readonly client: Client,
    private readonly clock: Clock,
    /** Aborted when the engine is gone. */
    lost: AbortSignal,
    /** Counts what the world has seen; a check whose world is busy is not stuck. */
    private readonly worldCalls: () => number,
  ) {
    this.engineGone = new Promise((_resolve, reject) => {
      const tell = () => reject(engineLost());
      lost.addEventListener('abort', tell, { signal: this.over.signal });
      if (lost.aborted) tell();
    });
    this.engineGone.catch(() => {});
  }

  /** Nobody waits any more. The engine may live for hours: nothing of this check is left hanging on it. */
  end(): void {
    this.over.abort();
  }

  /** From now on a death of this host stops every wait, and so does a failed task of which it alone knows. */
  follow(hostGone: Promise<never>, taskFailure: (runId: string) => string | undefined = () => undefined): void {
    this.taskFailure = taskFailure;
    hostGone.catch(() => {});
    this.hostGone = hostGone;
  }

  /** Watches a run until it closes. */
  add(run: Run): Run {
    this.watched.set(run.workflowId, { run, length: 0, closed: false });
    return run;
  }

  runs(): Run[] {
    return [...this.watched.values()].map(({ run }) => run);
  }

  /** Gets to know the children of a run that is over: it may have been over before anybody looked. */
  async meetFamily(run: Run): Promise<void> {
    const known = this.watched.size;
    this.findChildren(readHistory(await this.fetch(run.workflowId)));
    for (const { run: child } of [...this.watched.values()].slice(known)) await this.meetFamily(child);
  }

  async fetch(workflowId: string, runId?: string): Promise<temporal.api.history.v1.IHistory> {
    return await this.client.workflow.getHandle(workflowId, runId).fetchHistory();
  }

  /**
   * Waits for something in real time, until nothing has happened for `ms`: no event in a history, no call to the world.
   * A slow machine gets more time that way, at most five times as much; what it sleeps through does not count. Stops with
   * the raw cause when the runs of this check can't go on.
   * @throws Stopped; FaultError when the engine is gone.
   */
  async bounded<Result>(promise: Promise<Result>, waitingFor: string, ms = 5000): Promise<Result> {
    const over = new AbortController();
    const late = this.quietFor(ms, over.signal).then(() => this.tooLate(waitingFor, ms));
    for (const unheard of [promise, late]) unheard.catch(() => {});
    try {
      return await Promise.race([promise, this.trouble(over.signal), late, this.hostGone, this.engineGone]);
    } finally {
      over.abort();
    }
  }

  /** Resolves once nothing has happened for `ms`, or after five times as long whatever happens; never once `over`. */
  private async quietFor(ms: number, over: AbortSignal): Promise<void> {
    const time = new WakingTime();
    for (let [seen, since] = [this.seen, 0]; ; ) {
      const now = time.read();
      if (seen !== this.seen) [seen, since] = [this.seen, now];
      const left = Math.min(since + ms, MOST_PATIENCE * ms) - now;
      if (left <= 0) return;
      await delay(Math.min(left, TICK_MS), undefined, { signal: over }).catch(() => {});
      if (over.aborted) return await new Promise<never>(() => {});
    }
  }

  /** A run that is busy when time is up is a storm that this machine was too slow to let grow. */
  private async tooLate(waitingFor: string, ms: number): Promise<never> {
    for (const { run, closed } of this.watched.values()) {
      if (closed) continue;
      const before = (await this.fetch(run.workflowId)).events?.length ?? 0;
      await delay(200);
      const count = (await this.fetch(run.workflowId)).events?.length ?? 0;
      if (count > BUSY_EVENTS && count > before)
        throw new Stopped({ kind: 'storm', run, of: 'events', count, late: true });
    }
    throw new Stopped({ kind: 'deadline', waitingFor, ms, runs: this.runs() });
  }

  /** Rejects with the first trouble seen; stays pending for ever otherwise. */
  private async trouble(over: AbortSignal): Promise<never> {
    for (let pause = POLL_MS; ; ) {
      await delay(pause);
      if (over.aborted) return await new Promise<never>(() => {});
      const before = performance.now();
      for (const watched of [...this.watched.values()]) if (!watched.closed) await this.look(watched);
      this.noteCalls();
      // Looking must not take the time that the work itself needs.
      pause = Math.max(POLL_MS, 2 * (performance.now() - before));
    }
  }

  private noteCalls(): void {
    const calls = this.worldCalls();
    if (calls !== this.seenCalls) this.seen++;
    this.seenCalls = calls;
  }

  private async look(watched: Watched): Promise<void> {
    const events = readHistory(await this.fetch(watched.run.workflowId));
    this.findChildren(events);
    this.findTaskFailure(watched.run, events);
    if (events.length > this.limits.events)
      throw new Stopped({ kind: 'storm', run: watched.run, of: 'events', count: events.length });
    if (events.length === watched.length) {
      await this.lookAtOpenTask(watched.run, events);
      await this.lookAtActivities(watched.run);
    } else this.seen++;
    watched.length = events.length;
    watched.closed = isClosed(events);
  }

  private findTaskFailure(run: Run, events: HistoryEvent[]): void {
    // A signal that races with a completion fails the task as UNHANDLED_COMMAND: ordinary, and retried at once.
    const failed = eventsOf(events, 'TaskFailed').find(({ cause }) => cause !== 'UNHANDLED_COMMAND');
    if (failed)
      throw new Stopped({ kind: 'task-failed', run, cause: failed.cause, failure: failed.failure, event: failed.id });
  }

  /**
   * The SDK reports the failure of a first attempt only, and this server takes a task for a later attempt when events came
   * in during the one before: its failure is in no history, the task stays open, and time stands still.
   */
  private async lookAtOpenTask(run: Run, events: HistoryEvent[]): Promise<void> {
    const last = events.at(-1);
    if (last?.type !== 'TaskStarted') return;
    const { runId } = await run.handle.describe();
    const failure = readToldFailure(this.taskFailure(runId));
    if (!failure) return;
    throw new Stopped({
      kind: 'task-failed',
      run,
      cause: 'WORKFLOW_WORKER_UNHANDLED_FAILURE',
      failure,
      event: last.id,
    });
  }

  private async lookAtActivities(run: Run): Promise<void> {
    for (const { activity, attempt, lastFailure } of await this.pending(run.workflowId)) {
      if (lastFailure?.type === 'NotFoundError' && /not registered/.test(lastFailure.message))
        throw new Stopped({ kind: 'activity-unregistered', run, activity, message: inWords(lastFailure) });
      if (attempt > this.limits.attempts)
        throw new Stopped({
          kind: 'storm',
          run,
          of: 'attempts',
          count: attempt,
          activity,
          ...(lastFailure && { failure: lastFailure }),
        });
    }
  }

  private findChildren(events: HistoryEvent[]): void {
    for (const { workflowId, runId, initiated } of eventsOf(events, 'ChildStarted')) {
      if (this.watched.has(workflowId)) continue;
      const workflow = eventsOf(events, 'ChildInitiated').find(({ id }) => id === initiated)?.workflow ?? '';
      this.add(new Run(workflow, this.client.workflow.getHandle(workflowId), runId, this, this.clock));
    }
  }

  async pending(workflowId: string): Promise<PendingActivity[]> {
    const { raw } = await this.client.workflow.getHandle(workflowId).describe();
    return (raw.pendingActivities ?? []).map((pending) => ({
      activity: pending.activityType?.name ?? '',
      activityId: pending.activityId ?? '',
      state:
        pending.state === PendingActivityState.PENDING_ACTIVITY_STATE_STARTED
          ? 'started'
          : pending.state === PendingActivityState.PENDING_ACTIVITY_STATE_CANCEL_REQUESTED
            ? 'cancel-requested'
            : 'scheduled',
      attempt: pending.attempt ?? 1,
      heartbeat: pending.heartbeatDetails?.payloads?.[0]
        ? defaultPayloadConverter.fromPayload(pending.heartbeatDetails.payloads[0] as never)
        : undefined,
      heardAt: toMs(pending.lastHeartbeatTime) || undefined,
      lastFailure: pending.lastFailure ? readFailure(pending.lastFailure) : undefined,
    }));
  }
}
