import type { LedgerRow } from '../world/ledger.ts';
import { sayDuration } from './duration.ts';
import { inWords } from './failure-words.ts';
import type { EventOf, HistoryEvent, RecordedFailure } from './history-event.ts';
import { eventsOf } from './read-history.ts';
import type { Timeline, TimelineRow } from './timeline.ts';

/** What a timeline is made of. */
export interface Evidence {
  workflow: string;
  events: HistoryEvent[];
  ledger: readonly LedgerRow[];
  /** Virtual times at which the host was taken away. */
  crashes: readonly number[];
  /** Id of the event that decided the finding. */
  decisive?: number;
}

const MAX_ROWS = 60;

/** Puts a run's history and the world's ledger on one axis of virtual time. Pure. */
export function drawTimeline({ workflow, events, ledger, crashes, decisive }: Evidence): Timeline {
  // What happened before belongs to an earlier run of the chain, or to another one.
  const began = events[0]?.at ?? Number.NEGATIVE_INFINITY;
  const isOfRun = (at: number) => at >= began;
  const rows = [
    ...eventsOf(events, 'ActivityScheduled').map((event) => activityRow(event, events)),
    ...eventsOf(events, 'TimerStarted').map((event) => timerRow(event, events)),
    ...eventsOf(events, 'ChildInitiated').map((event) => childRow(event, events)),
    ...events.flatMap(pointRow),
    ...crashes.filter(isOfRun).map((at): TimelineRow => ({ kind: 'crash', name: 'worker crashed', from: at })),
    ...ledger.filter(({ at }) => isOfRun(at)).map(effectRow),
  ].map((row) => (decisive !== undefined && row.event === decisive ? { ...row, decisive: true } : row));
  rows.sort((a, b) => a.from - b.from || (a.event ?? Number.MAX_SAFE_INTEGER) - (b.event ?? Number.MAX_SAFE_INTEGER));
  const times = rows.flatMap(({ from, to }) => [from, to ?? from]);
  const from = events[0]?.at ?? Math.min(...times);
  return { workflow, from, to: Math.max(from, ...times), rows: shorten(rows) };
}

/** A storm makes thousands of rows; its beginning and its end tell as much, with a word of what is left out. */
function shorten(rows: TimelineRow[]): TimelineRow[] {
  if (rows.length <= MAX_ROWS) return rows;
  const left = rows.slice(MAX_ROWS - 11, -10);
  const gap: TimelineRow = { kind: 'left-out', name: `${left.length} more rows`, from: left[0]?.from ?? 0 };
  return [...rows.slice(0, MAX_ROWS - 11), gap, ...rows.slice(-10)];
}

type Closing = EventOf<'ActivityCompleted' | 'ActivityFailed' | 'ActivityTimedOut' | 'ActivityCanceled'>;

function activityRow(event: EventOf<'ActivityScheduled'>, events: HistoryEvent[]): TimelineRow {
  const closing = events.find(
    (other): other is Closing =>
      /^Activity(Completed|Failed|TimedOut|Canceled)$/.test(other.type) &&
      'scheduled' in other &&
      other.scheduled === event.id,
  );
  const attempt = eventsOf(events, 'ActivityStarted').findLast(({ scheduled }) => scheduled === event.id)?.attempt ?? 1;
  return {
    kind: 'activity',
    name: event.activity,
    from: event.at,
    ...(closing && { to: closing.at }),
    outcome: closing ? activityOutcomes[closing.type] : 'open',
    ...(attempt > 1 && { attempts: attempt }),
    ...(closing && 'failure' in closing && { detail: inWords(closing.failure.cause ?? closing.failure) }),
    event: event.id,
  };
}

const activityOutcomes = {
  ActivityCompleted: 'completed',
  ActivityFailed: 'failed',
  ActivityTimedOut: 'timed-out',
  ActivityCanceled: 'canceled',
} as const;

function timerRow(event: EventOf<'TimerStarted'>, events: HistoryEvent[]): TimelineRow {
  const end = events.find(
    (other) => (other.type === 'TimerFired' || other.type === 'TimerCanceled') && other.timerId === event.timerId,
  );
  return {
    kind: 'timer',
    name: sayDuration(event.ms),
    from: event.at,
    ...(end && { to: end.at }),
    outcome: end ? (end.type === 'TimerFired' ? 'fired' : 'canceled') : 'open',
    event: event.id,
  };
}

function childRow(event: EventOf<'ChildInitiated'>, events: HistoryEvent[]): TimelineRow {
  const end = events.find(
    (other) =>
      'initiated' in other &&
      other.initiated === event.id &&
      /^Child(Completed|Failed|Canceled|Term|TimedOut)/.test(other.type),
  );
  const outcome = end ? (childOutcomes[end.type] ?? 'failed') : 'open';
  const failure: RecordedFailure | undefined = end && 'failure' in end ? end.failure : undefined;
  return {
    kind: 'child',
    name: event.workflow,
    from: event.at,
    ...(end && { to: end.at }),
    outcome,
    ...(failure && { detail: inWords(failure.cause ?? failure) }),
    event: event.id,
  };
}

const childOutcomes: Record<string, TimelineRow['outcome']> = {
  ChildCompleted: 'completed',
  ChildFailed: 'failed',
  ChildCanceled: 'canceled',
  ChildTimedOut: 'timed-out',
};

function pointRow(event: HistoryEvent): TimelineRow[] {
  const at = { from: event.at, event: event.id };
  switch (event.type) {
    case 'Signaled':
      return [{ kind: 'signal', name: event.signal, ...at }];
    case 'UpdateAccepted':
      return [{ kind: 'update', name: event.update, ...at }];
    case 'RunCancelRequested':
      return [{ kind: 'cancel', name: 'cancellation asked for', ...at }];
    case 'TaskFailed':
      return [{ kind: 'task-failure', name: 'workflow task failed', ...at, detail: inWords(event.failure) }];
    case 'RunCompleted':
    case 'RunCanceled':
    case 'RunTerminated':
    case 'RunTimedOut':
    case 'ContinuedAsNew':
      return [{ kind: 'end', name: endNames[event.type], ...at }];
    case 'RunFailed':
      return [{ kind: 'end', name: 'workflow failed', ...at, detail: inWords(event.failure.cause ?? event.failure) }];
    default:
      return [];
  }
}

const endNames = {
  RunCompleted: 'workflow completed',
  RunCanceled: 'workflow canceled',
  RunTerminated: 'workflow terminated by the grader',
  RunTimedOut: 'workflow timed out',
  ContinuedAsNew: 'continued as new',
} as const;

function effectRow(row: LedgerRow): TimelineRow {
  const { outcome } = row;
  const refused = outcome.kind === 'refused' ? outcome.code : undefined;
  return {
    kind: 'effect',
    name: row.operation,
    from: row.at,
    outcome: effectOutcomes[outcome.kind],
    ...(refused && { detail: refused }),
    ...(outcome.kind === 'limited' && { detail: `asked for a pause of ${sayDuration(outcome.retryAfterMs)}` }),
    ...(row.repeated && { detail: 'repeated: no new effect' }),
    ...((outcome.kind === 'answer-lost' || (outcome.kind === 'given-up' && row.effect)) && {
      detail: 'it happened, but the answer was lost',
    }),
  };
}

const effectOutcomes = {
  open: 'open',
  answered: 'completed',
  refused: 'refused',
  outage: 'failed',
  limited: 'refused',
  'answer-lost': 'lost',
  'given-up': 'lost',
} as const;
