import type { EventOf, HistoryEvent } from './history-event.ts';
import { eventsOf } from './read-history.ts';

/**
 * The activities that have been asked for and have no end yet, oldest first. Read from one history: what the server says of
 * its pending activities a moment later may be about another moment. Pure.
 */
export function openActivities(events: HistoryEvent[]): EventOf<'ActivityScheduled'>[] {
  const closed = new Set(events.flatMap((event) => (endsActivity(event) ? [event.scheduled] : [])));
  return eventsOf(events, 'ActivityScheduled').filter(({ id }) => !closed.has(id));
}

type Closing = EventOf<'ActivityCompleted' | 'ActivityFailed' | 'ActivityTimedOut' | 'ActivityCanceled'>;

/** Whether an event ends an activity, one way or another. Pure. */
export function endsActivity(event: HistoryEvent): event is Closing {
  return /^Activity(Completed|Failed|TimedOut|Canceled)$/.test(event.type);
}

/** The timers that run: a wait will end by itself. Oldest first. Pure. */
export function openTimers(events: HistoryEvent[]): EventOf<'TimerStarted'>[] {
  const over = events.flatMap((event) => (endsTimer(event) ? [event.timerId] : []));
  return eventsOf(events, 'TimerStarted').filter(({ timerId }) => !over.includes(timerId));
}

function endsTimer(event: HistoryEvent): event is EventOf<'TimerFired' | 'TimerCanceled'> {
  return event.type === 'TimerFired' || event.type === 'TimerCanceled';
}

/** Ids of the children of whose end this run has not heard, oldest first. Pure. */
export function openChildren(events: HistoryEvent[]): string[] {
  const over = new Set(events.flatMap((event) => (endsChild(event) ? [event.initiated] : [])));
  return eventsOf(events, 'ChildStarted')
    .filter(({ initiated }) => !over.has(initiated))
    .map(({ workflowId }) => workflowId);
}

function endsChild(
  event: HistoryEvent,
): event is EventOf<'ChildCompleted' | 'ChildFailed' | 'ChildCanceled' | 'ChildTerminated' | 'ChildTimedOut'> {
  return /^Child(Completed|Failed|Canceled|Terminated|TimedOut)$/.test(event.type);
}

/** The latest event about a workflow task: a worker holds the task when it is TaskStarted. Pure. */
export function lastTask(events: HistoryEvent[]): HistoryEvent | undefined {
  return events.findLast(({ type }) => type.startsWith('Task'));
}

/** Whether a run is over; one that has gone on as a new run is not. Pure. */
export function isClosed(events: HistoryEvent[]): boolean {
  return events.some(({ type }) => /^Run(Completed|Failed|Canceled|Terminated|TimedOut)$/.test(type));
}
