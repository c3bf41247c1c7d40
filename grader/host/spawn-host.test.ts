import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHostOf, openTestEngine, startFiles, type TestEngine } from './engine-for-tests.ts';
import { openFrameMapper } from './frames.ts';

let lane: TestEngine;
beforeAll(async () => {
  lane = await openTestEngine();
});
afterAll(() => lane.close());

const workflows = `
import { ApplicationFailure, proxyActivities, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import { Declined as First } from './first';
import { Declined as Second } from './second';

const { greet, refuse } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });

export async function hello(name: string): Promise<string> {
  await sleep('30 days');
  return await greet(name);
}
export async function names(): Promise<string[]> {
  return [First.name, Second.name, hello.name];
}
export async function refused(): Promise<void> {
  await refuse();
}
export async function broken(): Promise<void> {
  throw ApplicationFailure.nonRetryable('no', 'Broken');
}
export async function strict(): Promise<void> {
  try {
    Object.freeze(First).prototype = First.prototype;
  } catch (error) {
    throw ApplicationFailure.nonRetryable((error as Error).name);
  }
}
`;
const activities = `
import { ApplicationFailure } from '@temporalio/activity';
import { Declined as First } from './first';
import { Declined as Second } from './second';

export async function greet(name: string): Promise<string> {
  return \`hello \${name}\`;
}
export async function refuse(): Promise<void> {
  throw ApplicationFailure.nonRetryable([First.name, Second.name].join(), new Second('x').constructor.name);
}
`;
const declined = 'export class Declined extends Error {}\n';
const files = { 'workflows.ts': workflows, 'activities.ts': activities, 'first.ts': declined, 'second.ts': declined };

describe.each(['fast', 'official'] as const)('on the %s path', (path) => {
  const taskQueue = `runs-${path}`;
  const options = { taskQueue, workflowRunTimeout: '60 days' };

  it('runs workflows and activities, keeps names, maps stacks to the files of the submission', async () => {
    const host = await openHostOf(lane, taskQueue, { files, path });
    const run = (type: string, args: unknown[] = []) =>
      lane.workflows.execute(type, { ...options, workflowId: `${type}-${path}`, args });
    expect(await run('hello', ['you'])).toBe('hello you');
    expect(await run('names')).toEqual(['Declined', 'Declined', 'hello']);
    const refused = await run('refused').catch((error) => error.cause.cause);
    expect([refused.message, refused.type]).toEqual(['Declined,Declined', 'Declined']);
    const broken = await run('broken').catch((error) => error.cause);
    expect(openFrameMapper(undefined)(broken.stack)).toEqual([expect.stringContaining('(workflows.ts:20:28)')]);
    expect((await run('strict').catch((error) => error.cause)).message).toBe('TypeError');
    const { directory } = host;
    expect(existsSync(directory)).toBe(true);
    expect(await host.stop()).toEqual({ kind: 'killed' });
    expect(existsSync(directory)).toBe(false);
  });
});

describe('a host that does not start', () => {
  const start = (text: string, from = {}) => startFiles(lane, 'never', { files: { 'activities.ts': text, ...from } });

  it('says what evaluating a file threw, and where', async () => {
    const text = 'export async function a() {}\nthrow new TypeError("at load");\n';
    expect(await start(text)).toEqual({
      kind: 'load-failed',
      file: 'activities.ts',
      error: { name: 'TypeError', message: 'at load', stack: ['activities.ts:2:7'] },
    });
  });

  it('says that the process ended', async () => {
    const outcome = await start('console.log("bye"); process.exit(3);\n');
    expect(outcome).toEqual({
      kind: 'exited',
      exit: { kind: 'exit', code: 3 },
      output: { stdout: 'bye\n', stderr: '', dropped: 0 },
    });
  });

  it('says that nothing was heard in time', async () => {
    const files = { 'activities.ts': 'for (;;) {}\n' };
    expect(await startFiles(lane, 'never', { files, start: { deadlineMs: 1500 } })).toEqual({
      kind: 'silent',
      ms: 1500,
    });
  });

  it('passes on what the SDK refuses', async () => {
    const text = 'export const options = () => ({ maxConcurrentActivityTaskExecutions: -1 });\n';
    const workers = [
      {
        taskQueue: 'never',
        activities: 'activities.ts',
        options: { file: 'activities.ts', export: 'options', args: [] },
      },
    ];
    const outcome = await startFiles(lane, 'never', { files: { 'activities.ts': text }, start: { workers } });
    expect(outcome).toMatchObject({ kind: 'worker-refused', error: { message: expect.stringContaining('') } });
  });

  it('names what it found where an export is missing', async () => {
    const workers = [{ taskQueue: 'never', options: { file: 'activities.ts', export: 'options', args: [] } }];
    const files = { 'activities.ts': 'export const other = 1;\n' };
    expect(await startFiles(lane, 'never', { files, start: { workers } })).toEqual({
      kind: 'unusable-export',
      file: 'activities.ts',
      export: 'options',
      found: ['other: number'],
    });
  });
});
