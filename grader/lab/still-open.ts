import type { EventOf, HistoryEvent } from './history-event.ts';
import { eventsOf } from './read-history.ts';

/**
 * The activities that have been asked for and have no end yet, oldest first. Read from one history: what the server says of
 * its pending activities a moment later may be about another moment. Pure.
 */
export function openActivities(events: HistoryEvent[]): EventOf<'ActivityScheduled'>[] {
  const closed = new Set(events.flatMap((event) => (closesActivity(event) ? [event.scheduled] : [])));
  return eventsOf(events, 'ActivityScheduled').filter(({ id }) => !closed.has(id));
}

type Closing = EventOf<'ActivityCompleted' | 'ActivityFailed' | 'ActivityTimedOut' | 'ActivityCanceled'>;

function closesActivity(event: HistoryEvent): event is Closing {
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
