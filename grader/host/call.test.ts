import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallRequest } from './call.ts';
import { openHostOf, openTestEngine, startFiles, type TestEngine } from './engine-for-tests.ts';
import type { Host } from './host.ts';

const files = {
  'workflows.ts': 'export async function quick(x: number): Promise<number> { return x * 2; }\n',
  'activities.ts': "import { Counter } from './shared';\nexport const peek = async () => Counter.next();\n",
  'shared.ts': 'export class Counter { static n = 0; static next() { return ++this.n; } }\n',
  'broken.ts': "throw new Error('at load');\nexport const x = 1;\n",
  'app.ts': `
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { catalog as theSame, Refusal } from '#world';
import { Counter } from './shared.ts';

export const decisions = { a: { use: 'workflow' } };
export const count = () => Counter.next();
export const add = async (a: number, b: { by: number }) => a + b.by;
export const fail = () => { throw ApplicationFailure.nonRetryable('no', 'Declined', 1); };
export const failOddly = () => { throw 'a string'; };
export const refuse = () => { throw new Error('outer', { cause: new Refusal('NoRoom') }); };
export const odd = () => ({ at: new Date(0), f() {}, u: undefined, list: [NaN, 1n], m: new Map(), ok: [1, null], bare: new Bare(), rich: new Rich() });
class Bare { x = 1; }
class Rich extends Bare { get y() { return 2; } }
export const nothing = () => undefined;
export const never = () => new Promise(() => undefined);
export const isSame = (world: unknown) => world === theSame;
export const tell = (report: (value: unknown) => void) => { report({ a: 1 }); report(2); };
export const where = (dir: string, zone = Intl.DateTimeFormat().resolvedOptions()) => [dir, zone.timeZone, zone.locale];
export const env = () => Object.keys(process.env).sort();
export const size = (bundle: { code: string }) => bundle.code.length > 1000;
class App {
  constructor(readonly deps: { client: Client; taskQueue: string }) {}
  run = async (x: number) =>
    this.deps.client.workflow.execute('quick', { taskQueue: this.deps.taskQueue, workflowId: 'by-app', args: [x] });
  plain() { return this.deps.taskQueue; }
}
export const createApp = (deps: App['deps']) => new App(deps);
`,
};

let lane: TestEngine;
let host: Host;
beforeAll(async () => {
  lane = await openTestEngine();
  host = await openHostOf(lane, 'calls', {
    files,
    entries: { modules: ['activities.ts', 'app.ts', 'broken.ts'] },
    spawn: { timeZone: 'Asia/Tokyo', locale: 'de_DE.UTF-8' },
    start: { client: true, world: '/nowhere' },
  });
});
afterAll(async () => {
  await host.stop();
  await lane.close();
});

const app = (name: string, args?: CallRequest['args'], rest = {}) =>
  host.call({ file: 'app.ts', export: name, args, ...rest });
const value = (json: unknown, odd: unknown[] = []) => ({ kind: 'value', json, odd });

describe('a call', () => {
  it('reads a value, and calls with arguments', async () => {
    expect(await app('decisions')).toEqual(value({ a: { use: 'workflow' } }));
    expect(await app('add', [1, { by: 2 }])).toEqual(value(3));
    expect(await app('nothing', [])).toEqual(value(undefined, [{ at: '$', is: 'undefined', text: 'undefined' }]));
  });

  it('lists every part of an answer that is not JSON', async () => {
    expect(await app('odd', [])).toEqual(
      // biome-ignore format: one a line reads better
      value(undefined, [
        { at: '$.at', is: 'date', text: 'Date 1970-01-01T00:00:00.000Z' },
        { at: '$.f', is: 'function', text: 'function f' },
        { at: '$.u', is: 'undefined', text: 'undefined' },
        { at: '$.list[0]', is: 'not-a-number', text: 'NaN' },
        { at: '$.list[1]', is: 'bigint', text: '1' },
        { at: '$.m', is: 'map', text: 'Map' },
        { at: '$.rich', is: 'instance', text: 'Rich' },
      ]),
    );
  });

  it('says what was thrown, with the places of the submission', async () => {
    const stack = ['fail (app.ts:10:54)'];
    const error = { name: 'ApplicationFailure', message: 'no', type: 'Declined', nonRetryable: true, stack };
    expect(await app('fail', [])).toEqual({ kind: 'thrown', error });
    expect(await app('failOddly', [])).toEqual({
      kind: 'thrown',
      error: { name: 'string', message: 'a string', stack: [] },
    });
    expect(await app('refuse', [])).toMatchObject({ error: { message: 'outer', cause: { name: 'Refusal' } } });
  });

  it('says what is missing, and what is no function', async () => {
    expect(await host.call({ file: 'activities.ts', export: 'other', args: [] })).toEqual({
      kind: 'missing',
      name: 'other',
      found: ['peek: function'],
    });
    expect(await app('decisions', [])).toEqual({ kind: 'not-a-function', name: 'decisions', type: 'object' });
    expect(await host.call({ file: 'broken.ts', export: 'x' })).toEqual({
      kind: 'load-failed',
      file: 'broken.ts',
      error: { name: 'Error', message: 'at load', stack: ['broken.ts:1:7'] },
    });
  });

  it('ends at its deadline', async () => {
    expect(await app('never', [], { deadlineMs: 50 })).toEqual({ kind: 'unanswered', ms: 50 });
  });

  it('finds each module once, whichever file imports it', async () => {
    expect(await app('count', [])).toEqual(value(1));
    expect(await host.call({ file: 'activities.ts', export: 'peek', args: [] })).toEqual(value(2));
  });

  it('injects what can not be sent', async () => {
    expect(await app('isSame', [{ $: 'world', service: 'catalog' }])).toEqual(value(true));
    expect(await app('size', [{ $: 'bundle', workflows: 'workflows.ts' }])).toEqual(value(true));
    expect(await app('where', [{ $: 'directory' }])).toEqual(value([host.directory, 'Asia/Tokyo', 'de-DE']));
    await app('tell', [{ $: 'report' }]);
    expect(host.reports()).toEqual([{ a: 1 }, 2]);
  });

  it('keeps an object for later calls, here one with a client', async () => {
    const deps = { client: { $: 'client' as const }, taskQueue: { $: 'taskQueue' as const } };
    const kept = await app('createApp', [deps], { keepAs: 'app' });
    expect(kept).toEqual({ kind: 'kept', members: ['deps: object', 'run: function', 'plain: function'] });
    expect(await host.call({ on: 'app', method: 'plain', args: [] })).toEqual(value('calls'));
    expect(await host.call({ on: 'app', method: 'run', args: [21] })).toEqual(value(42));
    expect(await host.call({ on: 'app', method: 'other', args: [] })).toMatchObject({ kind: 'missing', name: 'other' });
  });

  it('sees an environment with nothing of the grader', async () => {
    expect(await app('env', [])).toEqual(value(['HOME', 'KATA_WORLD', 'LANG', 'LC_ALL', 'NODE_PATH', 'TMPDIR', 'TZ']));
  });
});

describe('several workers', () => {
  it('serve their queues, with options and an interceptor of the learner', async () => {
    const text = `
export const slow = async () => 'slow';
export const options = (limit: number) => ({ maxConcurrentActivityTaskExecutions: limit, taskQueue: 'mine', connection: 1 });
export const interceptor = (report: (x: unknown) => void) => () => ({
  inbound: { async execute(input: never, next: (input: never) => unknown) { report('ran'); return next(input); } },
});
`;
    const workflows = `
import { proxyActivities } from '@temporalio/workflow';
export const go = () => proxyActivities({ startToCloseTimeout: '1 minute', taskQueue: 'second' }).slow();
`;
    const source = { file: 'activities.ts' };
    const started = await startFiles(lane, 'first', {
      files: { 'activities.ts': text, 'workflows.ts': workflows },
      start: {
        workers: [
          { taskQueue: 'first', workflows: 'workflows.ts', maxCachedWorkflows: 0 },
          {
            taskQueue: 'second',
            activities: 'activities.ts',
            options: { ...source, export: 'options', args: [1] },
            interceptor: { ...source, export: 'interceptor' },
          },
        ],
      },
    });
    if (started.kind !== 'started') throw new Error(JSON.stringify(started));
    expect(await lane.workflows.execute('go', { taskQueue: 'first', workflowId: 'go' })).toBe('slow');
    expect(started.host.reports()).toEqual(['ran']);
    await started.host.stop();
  });

  it.each(['fast', 'official'] as const)('tells what activities return before it is JSON (%s)', async (path) => {
    const text = `
export const when = async () => ({ at: new Date(0) });
export const nothing = async () => {};
`;
    const workflows = `
import { proxyActivities } from '@temporalio/workflow';
const { when, nothing } = proxyActivities({ startToCloseTimeout: '1 minute' });
export const go = async () => [await when(), await nothing()];
`;
    const queue = `answers-${path}`;
    const entries = { workflows: 'workflows.ts', activities: 'activities.ts' };
    const started = await startFiles(lane, queue, {
      files: { 'activities.ts': text, 'workflows.ts': workflows },
      path,
      start: { workers: [{ taskQueue: queue, ...entries, reportsAnswers: true }] },
    });
    if (started.kind !== 'started') throw new Error(JSON.stringify(started));
    const at = '1970-01-01T00:00:00.000Z';
    expect(await lane.workflows.execute('go', { taskQueue: queue, workflowId: queue })).toEqual([{ at }, null]);
    expect(started.host.reports()).toEqual([
      { activity: 'when', json: { at }, odd: [{ at: '$.at', is: 'date', text: `Date ${at}` }] },
      { activity: 'nothing', odd: [{ at: '$', is: 'undefined', text: 'undefined' }] },
    ]);
    await started.host.stop();
  });
});
