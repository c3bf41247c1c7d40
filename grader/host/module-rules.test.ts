import { disallowedModules as sdkList } from '@temporalio/worker/lib/workflow/bundler.js';
import { expect, it } from 'vitest';
import { disallowedModules, isNodeOnly } from './module-rules.ts';

it("keeps out of workflow code what the SDK's bundler keeps out", () => {
  expect([...disallowedModules].sort()).toEqual([...sdkList].sort());
});

it('knows names with and without a scheme, and files inside a package', () => {
  expect(['fs', 'fs/promises', 'node:url', '@temporalio/activity/lib/index', '#world'].filter(isNodeOnly)).toHaveLength(
    5,
  );
  expect(['url', '@temporalio/workflow', '@temporalio/common/lib/time', 'fsevents'].filter(isNodeOnly)).toEqual([]);
});
