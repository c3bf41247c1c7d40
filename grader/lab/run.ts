import { setTimeout as delay } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { QueryNotRegisteredError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import type { Clock } from './clock.ts';
import type { HistoryEvent, RecordedFailure } from './history-event.ts';
import { eventsOf, readHistory } from './read-history.ts';
import { type RawCause, Stopped } from './stopped.ts';
import type { Watch } from './watch.ts';

/** How a run ended, or why nobody waits for it any more. */
export type Outcome =
  | { status: 'completed'; result: unknown }
  | { status: 'failed'; failure: RecordedFailure }
  | { status: 'canceled' | 'terminated' | 'timed-out' }
  | { status: 'storm'; of: 'events' | 'attempts'; count: number; activity?: string; failure?: RecordedFailure }
  | { status: 'task-failed'; cause: string; failure: RecordedFailure }
  | { status: 'unfinished' };

export interface SettleOptions {
  /** Outcomes the check wants to see itself. */
  accept?: ('storm' | 'task-failed' | 'unfinished')[];
  /** Real time without anything happening; default 6,000. */
  ms?: number;
}

/** What came of an update: its result, or the failure the caller got. */
export type UpdateOutcome =
  | { status: 'completed'; result: unknown }
  | {
      status: 'refused';
      message: string;
      type: string | undefined;
      /** Types of all failures in the chain, outermost first: a failed activity's is behind one that has none. */
      types: string[];
    };

/** An activity the server still waits for. */
export interface PendingActivity {
  activity: string;
  activityId: string;
  state: 'scheduled' | 'started' | 'cancel-requested';
  attempt: number;
  /** Details of the last heartbeat the server has; undefined when there is none. */
  heartbeat: unknown;
  /** Virtual time at which the server last heard a heartbeat, with details or without; undefined when it never did. */
  heardAt: number | undefined;
  lastFailure: RecordedFailure | undefined;
}

/** One execution that a check started (or a child it found), followed over continue-as-new. */
export class Run {
  constructor(
    readonly workflow: string,
    readonly handle: WorkflowHandle,
    /** The first run of the chain. */
    readonly firstRunId: string,
    private readonly watch: Watch,
    private readonly clock: Clock,
    /** The run of the chain whose history is read; the latest by default. */
    private readonly readRunId?: string,
  ) {}

  /** The same execution, with the history of one run of its chain: for a finding about something before the latest. */
  reading(runId: string): Run {
    return new Run(this.workflow, this.handle, this.firstRunId, this.watch, this.clock, runId);
  }

  get workflowId(): string {
    return this.handle.workflowId;
  }

  /**
   * Lets time flow until the run has ended, or nothing has happened for `ms` of real time.
   * What can't end (a failing task, a storm, too long) stops the check, unless `accept` names it; the run is then terminated.
   */
  async settle({ accept = [], ms = 6000 }: SettleOptions = {}): Promise<Outcome> {
    const ended = this.clock.flow(() => this.handle.result().then(nothing, nothing));
    try {
      await this.watch.bounded(ended, `${this.workflow} to end`, ms);
    } catch (error) {
      await this.abandon();
      await Promise.race([ended, delay(1000)]);
      const outcome = error instanceof Stopped ? outcomeOf(error.raw) : undefined;
      if (outcome && accept.some((status) => status === outcome.status)) return outcome;
      throw error;
    }
    await this.watch.meetFamily(this);
    return await this.outcome();
  }

  /** How the run stands now; `unfinished` while it is open. */
  async outcome(): Promise<Outcome> {
    return closingOutcome(await this.history());
  }

  /** Terminates the run, so that whoever awaits it is freed; best effort. */
  async abandon(): Promise<void> {
    await Promise.race([this.handle.terminate('the check is over').then(nothing, nothing), delay(1000)]);
  }

  /** Events of the latest run of the chain, or of the one that is read. */
  async history(): Promise<HistoryEvent[]> {
    return readHistory(await this.rawHistory());
  }

  /** Events of every run of the chain, oldest run first. */
  async histories(): Promise<HistoryEvent[][]> {
    const all: HistoryEvent[][] = [];
    for (let runId = this.firstRunId; runId !== ''; ) {
      const events = readHistory(await this.watch.fetch(this.workflowId, runId));
      all.push(events);
      runId = eventsOf(events, 'ContinuedAsNew')[0]?.newRunId ?? '';
    }
    return all;
  }

  /** The same as the server has it, e.g. for a replay. */
  rawHistory(): Promise<temporal.api.history.v1.IHistory> {
    return this.watch.fetch(this.workflowId, this.readRunId);
  }

  /** Sends a signal. It may arrive before the workflow's first task. */
  async signal(name: string, ...args: unknown[]): Promise<void> {
    await this.watch.bounded(this.handle.signal(name, ...args), `the server to take the signal ${name}`);
  }

  /** Asks a query; a query that is not registered, throws or hangs stops the check. */
  async query(name: string, ...args: unknown[]): Promise<unknown> {
    const answer = this.handle.query<unknown, unknown[]>(name, ...args).catch((error: unknown) => {
      const failure = reasonOf(error);
      if (error instanceof QueryNotRegisteredError || /query/i.test(String(error)))
        throw new Stopped({ kind: 'message-refused', run: this, message: 'query', name, failure });
      throw error;
    });
    return await this.watch.bounded(answer, `an answer to the query ${name}`);
  }

  /**
   * Sends an update and waits for its outcome; time does not flow meanwhile unless a settle is pending.
   * A refusal, by the validator or by the handler, is an outcome.
   */
  async update(name: string, ...args: unknown[]): Promise<UpdateOutcome> {
    return await this.watch.bounded(this.sendUpdate(name, ...args), `an outcome of the update ${name}`);
  }

  /** The same without a bound, to be raced by the caller through `lab.until`. */
  async sendUpdate(name: string, ...args: unknown[]): Promise<UpdateOutcome> {
    try {
      return { status: 'completed', result: await this.handle.executeUpdate(name, { args } as never) };
    } catch (error) {
      if (!(error instanceof WorkflowUpdateFailedError)) throw error;
      return readRefusal(error);
    }
  }

  /** Asks the workflow to cancel. */
  async cancel(): Promise<void> {
    await this.handle.cancel();
  }

  /** Activities the server still waits for, with attempts and heartbeats. */
  async pending(): Promise<PendingActivity[]> {
    return await this.watch.pending(this.workflowId);
  }
}

interface ClientFailure {
  message: string;
  type?: string | null;
  cause?: ClientFailure;
}

/** What the client threw for an update that failed. Pure. */
export function readRefusal({ message, cause }: { message: string; cause?: unknown }): UpdateOutcome {
  const chain: ClientFailure[] = [];
  for (let failure = cause as ClientFailure | undefined; failure; failure = failure.cause) chain.push(failure);
  return {
    status: 'refused',
    message: chain[0]?.message ?? message,
    type: chain[0]?.type ?? undefined,
    types: chain.flatMap(({ type }) => (type ? [type] : [])),
  };
}

function nothing(): void {}

/** What the server said: in the error's own message, or in the answer that the client has wrapped. */
function reasonOf(error: unknown): string {
  const { message, cause } = Object(error) as { message?: string; cause?: { details?: string } };
  return cause?.details || (message ?? String(error));
}

function outcomeOf(raw: RawCause): Outcome | undefined {
  if (raw.kind === 'storm') {
    const { of, count, activity, failure } = raw;
    return { status: 'storm', of, count, ...(activity && { activity }), ...(failure && { failure }) };
  }
  if (raw.kind === 'task-failed') return { status: 'task-failed', cause: raw.cause, failure: raw.failure };
  return raw.kind === 'deadline' ? { status: 'unfinished' } : undefined;
}

function closingOutcome(events: HistoryEvent[]): Outcome {
  const last = events.findLast(({ type }) => type.startsWith('Run') && type !== 'RunCancelRequested');
  switch (last?.type) {
    case 'RunCompleted':
      return { status: 'completed', result: last.result };
    case 'RunFailed':
      return { status: 'failed', failure: last.failure };
    case 'RunCanceled':
      return { status: 'canceled' };
    case 'RunTerminated':
      return { status: 'terminated' };
    case 'RunTimedOut':
      return { status: 'timed-out' };
    default:
      return { status: 'unfinished' };
  }
}
