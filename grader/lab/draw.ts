import { createHash } from 'node:crypto';

const words = [
  'amber',
  'birch',
  'cedar',
  'delta',
  'ember',
  'fjord',
  'grove',
  'heron',
  'iris',
  'jetty',
  'kelp',
  'larch',
];

/** Inputs drawn from a seed: unseen by the submission, the same again for the same seed. */
export class Draw {
  private state: number;

  /** `name` separates the draws of one check from those of another. */
  constructor(seed: number, name: string) {
    this.state = createHash('sha256').update(`${seed}/${name}`).digest().readUInt32LE(0);
  }

  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** A whole number from 0 to `limit` - 1; `limit` at most 2^32. */
  below(limit: number): number {
    // mulberry32: small, fast and good enough to be unpredictable for a submission.
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }

  /** A readable word, e.g. `heron`. */
  word(): string {
    return words[this.below(words.length)] ?? 'kelp';
  }

  /** An identifier such as `trip-heron-4821`. */
  id(prefix: string): string {
    return `${prefix}-${this.word()}-${this.integer(1000, 9999)}`;
  }

  /** The items in another order. */
  shuffle<Item>(items: readonly Item[]): Item[] {
    const keyed = items.map((item) => ({ item, order: this.below(2 ** 32) }));
    return keyed.sort((a, b) => a.order - b.order).map(({ item }) => item);
  }
}
