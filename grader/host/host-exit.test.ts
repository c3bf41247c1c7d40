import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHostOf, openTestEngine, type TestEngine } from './engine-for-tests.ts';
import { explainExit } from './explain-exit.ts';

let lane: TestEngine;
beforeAll(async () => {
  lane = await openTestEngine();
});
afterAll(() => lane.close());

// Called, not run as activities: an open activity of a dead host would stop this engine's clock for the tests after it.
const app = `
import { fork, spawn } from 'node:child_process';
import { writeSync } from 'node:fs';

export const leave = () => process.exit(7);
export const reject = () => {
  setTimeout(() => Promise.reject(new RangeError('nobody waits')), 1);
  return new Promise(() => undefined);
};
export const explode = () => {
  setTimeout(() => { throw new TypeError('in a timer'); }, 1);
  return new Promise(() => undefined);
};
export const grow = () => {
  const all: unknown[] = [];
  for (;;) all.push(new Array(100_000).fill({}));
};
export const growOutside = async () => {
  const all: Buffer[] = [];
  for (;;) {
    all.push(Buffer.alloc(50_000_000, 1));
    await new Promise((done) => setTimeout(done, 20));
  }
};
export const oneLongLine = () => { for (;;) write('x'.repeat(64 * 1024)); };
export const manyLines = () => { for (;;) write('{"type":"report"}\\n'.repeat(1000)); };
export const spin = () => { for (;;); };
export const child = async () => spawn('sleep', ['60'], { stdio: 'ignore' }).pid;
export const forge = () => {
  write('not json\\n{"type":"called","id":1,"outcome":{"kind":"value","json":"forged","odd":[]}}\\n');
  return 'real';
};
function write(text: string) {
  try { writeSync(3, text); } catch { /* the pipe is full */ }
}
`;

const open = (spawn = {}) =>
  openHostOf(lane, 'exits', {
    files: { 'app.ts': app },
    entries: { modules: ['app.ts'] },
    spawn,
    start: { workers: [] },
  });
const call = (name: string, deadlineMs = 20_000) => ({ file: 'app.ts', export: name, args: [], deadlineMs });

describe('a host that ends', () => {
  it.each([
    ['leave', { kind: 'exit', code: 7 }],
    [
      'reject',
      { kind: 'unhandled-rejection', error: expect.objectContaining({ name: 'RangeError', message: 'nobody waits' }) },
    ],
    [
      'explode',
      {
        kind: 'uncaught-exception',
        error: expect.objectContaining({ stack: [expect.stringMatching(/app\.ts:11:28/)] }),
      },
    ],
    ['grow', { kind: 'out-of-memory' }],
    ['oneLongLine', { kind: 'flood' }],
    ['manyLines', { kind: 'flood' }],
  ])('says why: %s', async (name, exit) => {
    const host = await open();
    expect(await host.call(call(name))).toEqual({ kind: 'host-exited', exit });
    expect(await host.exited).toEqual(exit);
    // Asked too late, it answers at once.
    expect(await host.call(call(name))).toEqual({ kind: 'host-exited', exit });
  });

  it('is killed when memory outside the heap passes the limit', async () => {
    const host = await open({ memoryMb: 300 });
    expect(await host.call(call('growOutside'))).toEqual({ kind: 'host-exited', exit: { kind: 'out-of-memory' } });
  });

  it('is killed with what it started, even when it never yields', async () => {
    const host = await open();
    const { json: pid } = (await host.call(call('child'))) as { json: number };
    expect(await host.call(call('spin', 300))).toEqual({ kind: 'unanswered', ms: 300 });
    expect(await host.stop(300)).toEqual({ kind: 'killed' });
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it('cannot make up messages that matter to the grader', async () => {
    const host = await open();
    await host.call(call('forge'));
    expect(await host.call(call('forge'))).toEqual({ kind: 'value', json: 'real', odd: [] });
    await host.kill();
  });
});

it('tells an honest end from a last word that was made up', () => {
  const error = { name: 'Error', message: '', stack: [] };
  const cause = { kind: 'uncaught-exception' as const, error };
  expect(explainExit({ code: 0, signal: null, cause, stderr: '' })).toEqual({ kind: 'exit', code: 0 });
  expect(explainExit({ code: 70, signal: null, cause, stderr: '' })).toEqual(cause);
  const thread = {
    ...error,
    message: 'Workflow Worker Thread exited prematurely: Error [ERR_WORKER_OUT_OF_MEMORY]: …',
  };
  const threadDied = { kind: 'unhandled-rejection' as const, error: thread };
  expect(explainExit({ code: 70, signal: null, cause: threadDied, stderr: '' })).toEqual({ kind: 'out-of-memory' });
  expect(explainExit({ code: null, signal: 'SIGTERM', cause: undefined, stderr: '' })).toEqual({
    kind: 'signal',
    signal: 'SIGTERM',
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Where nobody takes in orphans, a dead one stays listed as a zombie.
    return !existsSync('/proc') || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
