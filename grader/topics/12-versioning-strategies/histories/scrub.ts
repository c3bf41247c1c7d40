import type * as protos from '@temporalio/proto';
import { temporal } from '../../../lab/proto.ts';

const { History } = temporal.api.history.v1;

/** When the recorded orders begin. */
const BEGINNING = Date.UTC(2026, 0, 5, 9) / 1000;

/** Fields that tell of the machine that recorded; a replay needs none of them. */
const dropped = new Set(['identity', 'binaryChecksum', 'historySizeBytes']);

/** What stands in for names that are drawn afresh at each recording. */
const fixed: Record<string, string> = {
  originalExecutionRunId: '00000000-0000-4000-8000-000000000012',
  firstExecutionRunId: '00000000-0000-4000-8000-000000000012',
};

/** Takes the machine, the real time and everything random out of a recorded history, so that recording again gives the same. */
export function scrubHistory(history: protos.temporal.api.history.v1.IHistory): Uint8Array {
  const plain = History.toObject(History.fromObject(history), { longs: Number });
  const first = Number(plain.events[0].eventTime.seconds);
  return History.encode(History.fromObject(scrub(plain, first) as object)).finish();
}

function scrub(value: unknown, first: number): unknown {
  if (Array.isArray(value)) return value.map((item) => scrub(item, first)).sort(byNumber);
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
  // The SDK's core writes maps and its set of flags in any order.
  const entries = Object.entries(value)
    .filter(([name]) => !dropped.has(name))
    .sort(byName);
  return Object.fromEntries(
    entries.map(([name, part]) => {
      if (name === 'eventTime') return [name, { seconds: BEGINNING + wholeMinutes(part.seconds - first), nanos: 0 }];
      if (name === 'taskQueue') return [name, { ...part, name: 'checkout' }];
      return [name, fixed[name] ?? scrub(part, first)];
    }),
  );
}

function byNumber(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : 0;
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** Work takes real milliseconds, waiting takes days: only the waiting is kept. */
function wholeMinutes(seconds: number): number {
  return Math.floor(seconds / 60) * 60;
}
