/** A longer gap between two looks is time in which the machine slept, or let nobody work. */
const LONGEST_GAP_MS = 250;

/**
 * Real time in which this process was awake. Whoever counts how long nothing has happened must leave out what a machine
 * slept through, or gave to others: in that time nothing could have happened. Read it more often than every 250 ms.
 */
export class WakingTime {
  private last = performance.now();
  private sum = 0;

  /** Milliseconds since it began; of the time since it was last read, 250 at most. */
  read(): number {
    const now = performance.now();
    this.sum += Math.min(now - this.last, LONGEST_GAP_MS);
    this.last = now;
    return this.sum;
  }
}
