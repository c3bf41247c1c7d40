import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const everywhere = {
  root,
  pool: 'forks' as const,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  globalSetup: ['grader/selfcheck/prepare-engine.ts'],
};
/** The specimens of a topic run side by side, one a lane: each waits for its engine a good part of its time. */
const lanes = 3;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...everywhere,
          name: 'unit',
          include: ['grader/**/*.test.ts'],
          exclude: ['grader/selfcheck/course/**', 'grader/selfcheck/exercises/**', 'grader/topics/*/zoo/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...everywhere,
          name: 'course',
          include: ['grader/selfcheck/course/*.test.ts'],
          // More tests than lanes: the ones that sum up a topic wait for its specimens, and take no lane.
          maxConcurrency: 2 * lanes,
          env: { KATA_LANES: String(lanes) },
          // A grading waits for its engine with long bounds of its own; this one only ends what would never end.
          testTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...everywhere,
          name: 'exercises',
          include: ['grader/selfcheck/exercises/*.test.ts'],
          testTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
