import type { LedgerRow } from './ledger.ts';

/** How a held call goes on. */
export type Release = 'answer' | 'lose-answer' | 'outage';

/** Holds calls until the check lets them go: how overlap, order and moments in between are seen. */
export class Gate {
  /** Every call that arrived here, in order. */
  readonly arrived: LedgerRow[] = [];
  private waiting: ((how: Release) => void)[] = [];
  private arrivals: { count: number; resolve: () => void }[] = [];
  private openedAs: Release | undefined;

  /** How many calls are held now. */
  get held(): number {
    return this.waiting.length;
  }

  /** Resolves when `count` calls have arrived in all. Wait for it through `lab.until`, which is bounded. */
  reached(count = 1): Promise<void> {
    if (this.arrived.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.arrivals.push({ count, resolve }));
  }

  /** Lets every held call go, and every later one pass. */
  open(how: Release = 'answer'): void {
    this.openedAs = how;
    for (const go of this.waiting.splice(0)) go(how);
  }

  /** Lets the longest held call go; later ones are still held. */
  releaseOne(how: Release = 'answer'): void {
    this.waiting.shift()?.(how);
  }

  /** Lets the most recently held call go first: answers in reverse order. */
  releaseLast(how: Release = 'answer'): void {
    this.waiting.pop()?.(how);
  }

  /** Used by the world: one more call is here; resolves when it may go on. */
  enter(row: LedgerRow): Promise<Release> {
    this.arrived.push(row);
    const due = this.arrivals.filter(({ count }) => this.arrived.length >= count);
    this.arrivals = this.arrivals.filter(({ count }) => this.arrived.length < count);
    for (const { resolve } of due) resolve();
    return this.openedAs ? Promise.resolve(this.openedAs) : new Promise((resolve) => this.waiting.push(resolve));
  }
}
