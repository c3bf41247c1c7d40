import { expect, test } from 'vitest';
import { growth } from './soak.ts';

test('memory that stays flat after the warm-up has not grown', () => {
  expect(growth([100, 200, 300, 300, 300, 300, 300, 300, 300])).toBeCloseTo(0);
});

test('memory that grows to the end has grown', () => {
  expect(growth([100, 200, 300, 400, 500, 600, 700, 800, 900])).toBeGreaterThan(0.5);
});
