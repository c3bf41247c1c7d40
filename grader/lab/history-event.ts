/** A recorded failure, outermost first; `type` is that of an ApplicationFailure (an error's class name by default). */
export interface RecordedFailure {
  message: string;
  kind: 'application' | 'activity' | 'child' | 'timeout' | 'canceled' | 'terminated' | 'server' | 'other';
  type?: string;
  nonRetryable?: boolean;
  /** For timeouts: which of them ran out. */
  timeout?: 'start-to-close' | 'schedule-to-start' | 'schedule-to-close' | 'heartbeat';
  stack?: string;
  /** What an application's failure carries besides its message, decoded as JSON. */
  details?: unknown[];
  cause?: RecordedFailure;
}

/** Options of a scheduled activity as the server took them; ms, with 0 for "not set". */
export interface ActivityOptions {
  startToCloseMs: number;
  scheduleToCloseMs: number;
  scheduleToStartMs: number;
  heartbeatMs: number;
  retry: { initialMs: number; backoff: number; maximumMs: number; attempts: number; nonRetryable: string[] };
  taskQueue: string;
}

/** One event of a run's history, in the words of the server; `at` is virtual time in ms since 1970. */
export type HistoryEvent = { id: number; at: number } & HistoryFact;

export type HistoryFact =
  | { type: 'RunStarted'; workflow: string; input: unknown[]; continuedFrom?: string }
  | { type: 'RunCompleted'; result: unknown }
  | { type: 'RunFailed'; failure: RecordedFailure }
  | { type: 'RunCanceled' | 'RunTerminated' | 'RunTimedOut' | 'RunCancelRequested' }
  | { type: 'ContinuedAsNew'; input: unknown[]; newRunId: string }
  | { type: 'TaskScheduled' | 'TaskStarted' | 'TaskCompleted' | 'TaskTimedOut' }
  | { type: 'TaskFailed'; cause: string; failure: RecordedFailure }
  | { type: 'ActivityScheduled'; activity: string; activityId: string; input: unknown[]; options: ActivityOptions }
  | { type: 'ActivityStarted'; scheduled: number; attempt: number }
  | { type: 'ActivityCompleted'; scheduled: number; result: unknown }
  | { type: 'ActivityFailed' | 'ActivityTimedOut'; scheduled: number; failure: RecordedFailure }
  | { type: 'ActivityCanceled' | 'ActivityCancelRequested'; scheduled: number }
  | { type: 'TimerStarted'; timerId: string; ms: number }
  | { type: 'TimerFired' | 'TimerCanceled'; timerId: string }
  | { type: 'Signaled'; signal: string; input: unknown[] }
  | { type: 'UpdateAccepted'; update: string; updateId: string; input: unknown[] }
  | { type: 'UpdateCompleted'; updateId: string; failure?: RecordedFailure; result?: unknown }
  | { type: 'Marker'; marker: string; details: Record<string, unknown[]>; failure?: RecordedFailure }
  | {
      type: 'ChildInitiated';
      workflow: string;
      workflowId: string;
      input: unknown[];
      /** As sent: 0 is "unset", which a server takes as terminate. */
      closePolicy: 'unset' | 'terminate' | 'abandon' | 'request-cancel';
      executionTimeoutMs: number;
      runTimeoutMs: number;
    }
  | { type: 'ChildStarted'; initiated: number; runId: string; workflowId: string }
  | { type: 'ChildStartFailed'; initiated: number }
  | { type: 'ChildCompleted'; initiated: number; result: unknown }
  | { type: 'ChildFailed'; initiated: number; failure: RecordedFailure }
  | { type: 'ChildCanceled' | 'ChildTerminated' | 'ChildTimedOut'; initiated: number }
  | { type: 'Other'; name: string };

/** The event of one type, also where several types share a shape. */
export type EventOf<Type extends HistoryFact['type']> = HistoryEvent extends infer Event extends HistoryEvent
  ? Event extends unknown
    ? [Extract<Event['type'], Type>] extends [never]
      ? never
      : Event & { type: Extract<Event['type'], Type> }
    : never
  : never;
