import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          root: new URL('..', import.meta.url).pathname,
          include: ['grader/**/*.test.ts'],
          exclude: ['grader/selfcheck/course/**', 'grader/topics/*/zoo/**', 'node_modules/**'],
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
