import type { OperationName } from './services.ts';

/** What became of a call, seen from the service's side. */
export type CallOutcome =
  | { kind: 'open' }
  | { kind: 'answered' }
  | { kind: 'refused'; code: string }
  | { kind: 'outage' }
  | { kind: 'limited'; retryAfterMs: number }
  | { kind: 'answer-lost' }
  | { kind: 'given-up' };

/** One call that reached the world. */
export interface LedgerRow {
  operation: OperationName;
  args: Readonly<Record<string, unknown>>;
  key: string | undefined;
  /** Virtual time of its receipt, in ms since 1970. */
  at: number;
  /** True when this call changed something (a repeated key does not, neither does a read). */
  effect: boolean;
  /** True when the service had done this already, and answered what it answered then. */
  repeated?: boolean;
  outcome: CallOutcome;
  /** Who says to have called: good enough for a picture, not for a judgement. */
  caller: { workflowId?: string; activityId?: string; attempt?: number };
}

/** Which rows: an operation's name, or a pattern over names. */
export type Which = OperationName | RegExp;

/** What the world recorded during one check; rows in order of receipt. */
export class Ledger {
  readonly rows: LedgerRow[] = [];

  /** Every call, whatever became of it. */
  calls(which: Which = /./): LedgerRow[] {
    return this.rows.filter((row) => (typeof which === 'string' ? row.operation === which : which.test(row.operation)));
  }

  /** The calls that changed something in the world. */
  effects(which: Which = /./): LedgerRow[] {
    return this.calls(which).filter((row) => row.effect);
  }

  /** Names of the operations that were called, each once, in order of their first call. */
  operations(which: Which = /./): OperationName[] {
    return [...new Set(this.calls(which).map((row) => row.operation))];
  }
}
