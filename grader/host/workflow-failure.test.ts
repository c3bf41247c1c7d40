import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHostOf, openTestEngine, type TestEngine } from './engine-for-tests.ts';
import type { HostExit } from './host.ts';

// A fresh engine each: a failing workflow task leaves a lock on the engine's clock behind.
let lane: TestEngine;
beforeEach(async () => {
  lane = await openTestEngine();
});
afterEach(() => lane.close());

const files = {
  'workflows.ts': `
import { sleep } from '@temporalio/workflow';
export async function rejects(): Promise<void> {
  void Promise.reject(new RangeError('nobody waits'));
  await sleep('1 day');
}
export async function spins(): Promise<void> {
  for (;;);
}
export async function grows(): Promise<void> {
  const all: unknown[] = [];
  // A little in each task: on a slow machine, all at once would be cut off by the time limit of one task.
  for (;; await sleep('1 minute')) all.push(new Array(2_000_000).fill(1.5));
}
`,
};

/** What became of a workflow: the failure of its first task, or the end of the host. */
async function watch(path: 'fast' | 'official', type: string): Promise<string | HostExit> {
  const host = await openHostOf(lane, type, { files, path });
  const handle = await lane.workflows.start(type, { taskQueue: type, workflowId: type, workflowRunTimeout: '2 days' });
  const result = handle.result().catch(() => undefined);
  let exit: HostExit | undefined;
  void host.exited.then((end) => {
    exit = end;
  });
  for (;;) {
    const { events } = await handle.fetchHistory();
    const failed = events?.find((event) => event.workflowTaskFailedEventAttributes);
    const message = failed?.workflowTaskFailedEventAttributes?.failure?.message;
    if (exit === undefined && message == null) {
      await new Promise((done) => setTimeout(done, 50));
      continue;
    }
    const seen = exit ?? message ?? '';
    await host.kill();
    await handle.terminate();
    await result;
    return seen;
  }
}

describe.each(['fast', 'official'] as const)('on the %s path', (path) => {
  it('an unhandled rejection in workflow code fails the task', async () => {
    expect(await watch(path, 'rejects')).toMatch(/Unhandled Promise rejection: RangeError: nobody waits/);
  });

  it('a loop that never yields is cut off', async () => {
    expect(await watch(path, 'spins')).toMatch(/^Script execution timed out after [15]000ms$/);
  });
});

it('a workflow that takes all memory ends a light host', async () => {
  expect(await watch('fast', 'grows')).toEqual({ kind: 'out-of-memory' });
});

it('a workflow that takes all memory ends its thread, or the host before that', async () => {
  const seen = await watch('official', 'grows');
  // Whether the thread's limit or that of the whole process is met first depends on when V8 collects.
  if (typeof seen === 'string') expect(seen).toMatch(/memory/);
  else expect(seen).toEqual({ kind: 'out-of-memory' });
});
