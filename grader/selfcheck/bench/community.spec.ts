import { fileURLToPath } from 'node:url';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as activities from './cases/activities.ts';

// The set-up that Temporal's samples show: an environment a file, a worker a case, bundled from `workflowsPath`.

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  // Which server it starts is said from outside, so that both set-ups run the same one.
  const path = process.env.KATA_BENCH_ENGINE ?? '';
  env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
}, 60_000);
afterAll(() => env?.teardown());

async function withWorker<Result>(
  name: string,
  work: (options: { taskQueue: string; workflowId: string }) => Promise<Result>,
) {
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: name,
    workflowsPath: fileURLToPath(new URL('cases/workflows.ts', import.meta.url)),
    activities,
  });
  return await worker.runUntil(work({ taskQueue: name, workflowId: name }));
}

test('a sleep of 30 days and an activity', async () => {
  const said = await withWorker('sleepy', (options) =>
    env.client.workflow.execute('sleepy', { ...options, args: ['Ada'] }),
  );
  expect(said).toBe('hello Ada');
}, 60_000);

test('a wait of 7 days', async () => {
  expect(await withWorker('timely', (options) => env.client.workflow.execute('timely', options))).toBe(false);
}, 60_000);

test('a signal, a query and an update', async () => {
  const sum = await withWorker('chatty', async (options) => {
    const handle = await env.client.workflow.start('chatty', options);
    await handle.signal('add', 2);
    expect(await handle.query('sum')).toBe(2);
    expect(await handle.executeUpdate('finish', { args: [3] })).toBe(5);
    return handle.result();
  });
  expect(sum).toBe(5);
}, 60_000);

test('an activity that fails three times', async () => {
  expect(await withWorker('stumbling', (options) => env.client.workflow.execute('stumbling', options))).toBe(4);
}, 60_000);

test('a history', async () => {
  const types = await withWorker('history', async (options) => {
    const handle = await env.client.workflow.start('sleepy', { ...options, args: ['Bob'] });
    await handle.result();
    return (await handle.fetchHistory()).events?.length;
  });
  expect(types).toBeGreaterThan(10);
}, 60_000);
