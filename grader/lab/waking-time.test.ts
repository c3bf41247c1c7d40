import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WakingTime } from './waking-time.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('time that is looked at counts whole', () => {
  const time = new WakingTime();
  for (let look = 0; look < 10; look++) {
    vi.advanceTimersByTime(100);
    time.read();
  }
  expect(time.read()).toBe(1000);
});

test('of an hour in which the machine slept, a quarter of a second counts', () => {
  const time = new WakingTime();
  vi.advanceTimersByTime(3_600_000);
  expect(time.read()).toBe(250);
});
