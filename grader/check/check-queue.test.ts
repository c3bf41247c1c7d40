import { expect, test } from 'vitest';
import { check, holds } from './check.ts';
import { CheckQueue } from './check-queue.ts';
import type { CheckResult } from './run-checks.ts';

const [first, second, third] = [
  check('first', 'the first holds', async () => holds),
  check('second', 'the second holds', async () => holds),
  check('third', 'the third holds', async () => holds, { needs: ['first'] }),
];
const held = (of: CheckResult['check']): CheckResult => ({ check: of, ms: 1, kind: 'held' });
const lost = (of: CheckResult['check']): CheckResult => ({
  ...{ check: of, ms: 1, kind: 'stopped', did: '' },
  raw: {
    kind: 'host-exited',
    exit: { kind: 'out-of-memory' },
    output: { stdout: '', stderr: '', dropped: 0 },
    starting: false,
  },
});

test('two lanes share the checks; one that needs another waits for it', async () => {
  const queue = new CheckQueue({ checks: [first, third, second] });
  expect(await queue.take()).toBe(first);
  expect(await queue.take()).toBe(second);
  const waiting = queue.take();
  queue.put(held(second));
  queue.put(held(first));
  expect(await waiting).toBe(third);
  expect(queue.reasonToSkip(third)).toBeUndefined();
  expect(await queue.take()).toBeUndefined();
});

test('what has ended is told in the order of the checks', async () => {
  const told: string[] = [];
  const queue = new CheckQueue({ checks: [first, second], onResult: (result) => told.push(result.check.id) });
  queue.put(held(second));
  expect(told).toEqual([]);
  queue.put(held(first));
  expect(told).toEqual(['first', 'second']);
  expect(queue.results().map((result) => result.check.id)).toEqual(['first', 'second']);
});

test('a check is skipped because of one it needs, and because of one cause that has stopped three', () => {
  const fourth = check('fourth', 'the fourth holds', async () => holds);
  const checks = [first, second, third, fourth];
  const queue = new CheckQueue({ checks });
  queue.put(lost(first));
  expect(queue.reasonToSkip(third)).toBe('first');
  expect(queue.reasonToSkip(fourth)).toBeUndefined();
  queue.put(lost(second));
  queue.put(lost(third));
  expect(queue.reasonToSkip(fourth)).toBe('first');
  const independent = new CheckQueue({ checks, independent: true });
  for (const one of [first, second, third]) independent.put(lost(one));
  expect(independent.reasonToSkip(fourth)).toBeUndefined();
});

test('who waits is told when nothing more is given out', async () => {
  const queue = new CheckQueue({ checks: [first, third] });
  await queue.take();
  const waiting = queue.take();
  queue.end();
  expect(await waiting).toBeUndefined();
});

test('a need that comes too late, or was not asked for, keeps nobody waiting', async () => {
  const queue = new CheckQueue({ checks: [third, first] });
  expect(await queue.take()).toBe(third);
});
