import type { RawCause } from '../lab/stopped.ts';
import type { Check } from './check.ts';
import type { CheckResult } from './run-checks.ts';

/** So many checks stopped by one and the same cause speak for those that were not run yet. */
const ENOUGH = 3;

export interface QueueOptions {
  checks: readonly Check[];
  /** Whether each check has to be judged whatever became of the others. */
  independent?: boolean;
  /** Called for each check, in their order, as soon as it and all before it have ended. */
  onResult?: (result: CheckResult) => void;
}

/** The checks of one grading, taken by as many lanes as there are, and what came of them. */
export class CheckQueue {
  private readonly waiting: Check[];
  private readonly ended = new Map<string, CheckResult>();
  private told = 0;
  private wake: (() => void)[] = [];

  constructor(private readonly options: QueueOptions) {
    this.waiting = [...options.checks];
  }

  /** The first check that nobody has taken and whose needs have ended; waits for them. Undefined when nothing is left. */
  async take(): Promise<Check | undefined> {
    while (this.waiting.length > 0) {
      const index = this.waiting.findIndex((check) => this.isReady(check));
      if (index >= 0) return this.waiting.splice(index, 1)[0];
      await new Promise<void>((resolve) => this.wake.push(resolve));
    }
    return undefined;
  }

  /** The check because of which this one is not run. */
  reasonToSkip(check: Check): string | undefined {
    const failed = check.needs.find((id) => this.ended.has(id) && this.ended.get(id)?.kind !== 'held');
    return failed ?? (this.options.independent ? undefined : causeOfAll(this.results()));
  }

  /** Takes what came of a check. */
  put(result: CheckResult): void {
    this.ended.set(result.check.id, result);
    for (let next = this.next(); next; next = this.next()) {
      this.told++;
      this.options.onResult?.(next);
    }
    this.wakeAll();
  }

  /** No check is given out any more. */
  end(): void {
    this.waiting.length = 0;
    this.wakeAll();
  }

  /** What there is, in the order of the checks. */
  results(): CheckResult[] {
    return this.options.checks.flatMap(({ id }) => this.ended.get(id) ?? []);
  }

  /** A need that does not come before the check is not waited for: it was not asked for, or comes too late. */
  private isReady(check: Check): boolean {
    const { checks } = this.options;
    const before = checks.slice(0, checks.indexOf(check));
    return before.every(({ id }) => this.ended.has(id) || !check.needs.includes(id));
  }

  private next(): CheckResult | undefined {
    const check = this.options.checks[this.told];
    return check && this.ended.get(check.id);
  }

  private wakeAll(): void {
    const sleeping = this.wake;
    this.wake = [];
    for (const resolve of sleeping) resolve();
  }
}

/** The first of the checks that one cause has stopped, once there are enough of them. */
function causeOfAll(results: readonly CheckResult[]): string | undefined {
  const causes = new Map<string, string[]>();
  for (const result of results) {
    const cause = result.kind === 'stopped' && nameCause(result.raw);
    if (cause) causes.set(cause, [...(causes.get(cause) ?? []), result.check.id]);
  }
  return [...causes.values()].find((ids) => ids.length >= ENOUGH)?.[0];
}

/** What tells one cause from another; undefined for those that depend on what a check does. */
function nameCause(raw: RawCause): string | undefined {
  if (raw.kind === 'task-failed') return `task ${raw.cause} ${raw.failure.message}`;
  if (raw.kind === 'activity-unregistered') return `activity ${raw.activity}`;
  if (raw.kind === 'host-exited') return `host ${JSON.stringify(raw.exit)}`;
  return undefined;
}
