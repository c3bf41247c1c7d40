/** A moment or a span on the virtual-time axis; ms since 1970. An open end means that it had not ended. */
export interface TimelineRow {
  kind:
    | 'activity'
    | 'timer'
    | 'signal'
    | 'update'
    | 'child'
    | 'task-failure'
    | 'cancel'
    | 'crash'
    | 'effect'
    | 'end'
    | 'left-out';
  /** Activity, signal, child or operation name; for a timer its length in words; `12 more rows` where some are left out. */
  name: string;
  from: number;
  to?: number;
  /** For activities and children; `lost` when the host died or the answer never came. */
  outcome?: 'completed' | 'failed' | 'timed-out' | 'canceled' | 'open' | 'fired' | 'refused' | 'lost';
  /** How many attempts an activity took, when more than one. */
  attempts?: number;
  /** One line more: a failure, an argument, an outcome. */
  detail?: string;
  /** Id of the history event it comes from. */
  event?: number;
  /** The row that decided the finding. */
  decisive?: boolean;
}

/** What happened, as plain data: rows in order of their beginning. */
export interface Timeline {
  workflow: string;
  from: number;
  to: number;
  rows: TimelineRow[];
  /** The whole history as Temporal's own tools read it: JSON. */
  history?: string;
}
