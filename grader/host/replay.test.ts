import { temporal } from '@temporalio/proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHostOf, openTestEngine, type TestEngine } from './engine-for-tests.ts';

let lane: TestEngine;
beforeAll(async () => {
  lane = await openTestEngine();
});
afterAll(() => lane.close());

const before = `
import { sleep } from '@temporalio/workflow';
export async function wait(): Promise<void> { await sleep('1 day'); }
`;
const after = `
import { condition } from '@temporalio/workflow';
export async function wait(): Promise<void> { await condition(() => true); }
`;
const renamed = 'export async function other(): Promise<void> {}\n';

describe.each(['fast', 'official'] as const)('replay on the %s path', (path) => {
  it('tells code that fits a history from code that does not', async () => {
    const taskQueue = `replay-${path}`;
    const host = await openHostOf(lane, taskQueue, {
      files: { 'workflows.ts': before, 'after.ts': after, 'renamed.ts': renamed },
      entries: { workflows: ['workflows.ts', 'after.ts', 'renamed.ts'] },
      path,
    });
    const handle = await lane.workflows.start('wait', {
      taskQueue,
      workflowId: taskQueue,
      workflowRunTimeout: '2 days',
    });
    await handle.result();
    const history = temporal.api.history.v1.History.encode(await handle.fetchHistory()).finish();
    expect(await host.replay({ workflows: 'workflows.ts', history })).toEqual({ kind: 'replayed' });
    expect(await host.replay({ workflows: 'after.ts', history })).toEqual({
      kind: 'nondeterminism',
      message: expect.stringContaining('[TMPRL1100]'),
    });
    expect(await host.replay({ workflows: 'renamed.ts', history })).toEqual({
      kind: 'replay-failed',
      message: expect.stringContaining('wait'),
    });
    expect(await host.replay({ workflows: 'workflows.ts', history: new Uint8Array([1, 2, 3]) })).toMatchObject({
      kind: 'replay-failed',
    });
    await host.kill();
    expect(await host.replay({ workflows: 'workflows.ts', history })).toMatchObject({ kind: 'host-exited' });
  });
});
