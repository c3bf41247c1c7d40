import { expect, test } from 'vitest';
import { layTimeAxis } from './time-axis.ts';

const day = 86_400_000;

test('what lies close together is drawn to scale', () => {
  const { place, breaks } = layTimeAxis([0, 100, 200, 400]);
  expect([0, 100, 200, 400].map(place)).toEqual([0, 0.25, 0.5, 1]);
  expect(breaks).toEqual([]);
});

test('a long wait becomes a break, and the rest keeps its scale', () => {
  const { place, breaks } = layTimeAxis([0, 100, 300, 300 + 11 * day]);
  expect(breaks).toMatchObject([{ from: 300, to: 300 + 11 * day }]);
  expect(place(300) - place(100)).toBeCloseTo(2 * place(100));
  expect(place(300 + 11 * day)).toBeCloseTo(1);
  expect(place(300)).toBeGreaterThan(0.8);
});

test('thirty long waits still fit, in order', () => {
  const moments = Array.from({ length: 31 }, (_moment, index) => index * day + (index === 30 ? 5 : 0));
  const { place, breaks } = layTimeAxis([...moments, 30 * day]);
  expect(breaks.length).toBe(30);
  expect(place(30 * day + 5)).toBeLessThanOrEqual(1.0001);
  expect(moments.map(place)).toEqual(moments.map(place).toSorted((a, b) => a - b));
});

test('a run in which no time passes has an axis, too', () => {
  expect(layTimeAxis([7, 7]).place(7)).toBe(0);
  expect(layTimeAxis([]).place(7)).toBe(0);
});
