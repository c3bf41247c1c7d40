import type { HistoryEvent } from './history-event.ts';

/** A local activity that has ended: the SDK keeps it as a marker, whose data are its own. */
export interface LocalActivity {
  activity: string;
  /** Number of its last attempt. */
  attempt: number;
  /** What it returned, decoded; empty where it failed. */
  results: unknown[];
}

/** The local activity that an event tells of; undefined for any other event. */
export function readLocalActivity(event: HistoryEvent): LocalActivity | undefined {
  if (event.type !== 'Marker' || event.marker !== 'core_local_activity') return undefined;
  const data = (event.details.data?.[0] ?? {}) as { activity_type?: string; attempt?: number };
  return { activity: data.activity_type ?? '', attempt: data.attempt ?? 1, results: event.details.result ?? [] };
}
