import { expect, test } from 'vitest';
import { addCounts, exitCodeOf } from './counts.ts';
import { countTests } from './run-vitest.ts';

const report = (passed: number, failed: number) => JSON.stringify({ numPassedTests: passed, numFailedTests: failed });

test.each([
  ['all passed', report(3, 0), 0, { passed: 3, failed: 0 }, 0],
  ['some failed', report(3, 2), 1, { passed: 3, failed: 2 }, 1],
  ['a file could not be loaded', report(3, 0), 1, { passed: 3, failed: 1 }, 1],
  ['there is no report', undefined, 1, { passed: 0, failed: 1 }, 1],
  ['nothing was tested', report(0, 0), 0, { passed: 0, failed: 0 }, 1],
])('%s', (_name, text, code, counts, exit) => {
  expect(countTests(text, code)).toEqual(counts);
  expect(exitCodeOf(countTests(text, code))).toBe(exit);
});

test('runs add up', () =>
  expect(addCounts({ passed: 1, failed: 2 }, { passed: 3, failed: 4 })).toEqual({ passed: 4, failed: 6 }));
