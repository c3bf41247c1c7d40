// Words and shapes that the other files share. Nothing to do here.

/** The kinds of work, by the activity that does it. */
export type Work = 'quote' | 'postLedger' | 'renderVideo';

/** Harbour's three groups of machines. A worker of each takes its tasks from the task queue of this name. */
export type Queue = 'counter' | 'vault' | 'studio';

/** What the orchestrator sets for a worker; other numbers in each environment. */
export interface Env {
  /** How many postings the ledger takes from one worker at the same time. */
  LEDGER_LIMIT: string;
  /** How many videos a machine can render at the same time. */
  RENDER_LIMIT: string;
  /** Seconds from SIGTERM to SIGKILL: 10 at least. */
  SHUTDOWN_SECONDS: string;
}

/** What is told of one attempt. */
export interface Attempt {
  activityType: string;
  /** 1 for the first attempt of an execution, 2 for its first retry, … */
  attempt: number;
  ok: boolean;
  /** How long the attempt took. */
  ms: number;
}

/** What the dashboard shows of one kind of activity. */
export interface Sample {
  activityType: string;
  /** Attempts with the number 1: what comes after them are retries. */
  executions: number;
  attempts: number;
  /** Attempts that failed. */
  failures: number;
  totalMs: number;
}

export interface Gate {
  ok: boolean;
  /** How many histories were replayed. */
  checked: number;
  /** Each history that does not fit: the name of its file, and what Temporal says. */
  failed: { file: string; reason: string }[];
}
