import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { isAlive } from './alive.ts';
import { openKeeper } from './keeper.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const keeper = fileURLToPath(new URL('keeper.ts', import.meta.url));
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A grader that keeps one process, and a group whose leader has started another process. */
function spawnGrader(): ChildProcess {
  const program = `
    import { spawn } from 'node:child_process';
    import { openKeeper } from ${JSON.stringify(keeper)};
    const keeper = openKeeper();
    const single = spawn('sleep', ['60'], { stdio: 'ignore' });
    const group = spawn('sh', ['-c', 'sleep 60 & echo $!; wait'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    const released = spawn('sleep', ['60'], { stdio: 'ignore', detached: true });
    keeper.keep(single.pid);
    keeper.keep(group.pid, { group: true });
    keeper.keep(released.pid)();
    group.stdout.once('data', (inGroup) => {
      console.log(JSON.stringify([single.pid, group.pid, Number(inGroup), released.pid]));
    });
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  return child;
}

async function readPids(grader: ChildProcess): Promise<number[]> {
  if (!grader.stdout) throw new Error('no output to read');
  const [line] = await once(grader.stdout, 'data');
  return JSON.parse(String(line));
}

async function waitForEnd(pids: number[], withinMs: number): Promise<number[]> {
  for (const end = Date.now() + withinMs; Date.now() < end && pids.some(isAlive); ) await delay(20);
  return pids.filter(isAlive);
}

test.each(['SIGKILL', 'SIGTERM'] as const)('what a grader kept is gone within 3 s of its end by %s', async (signal) => {
  const grader = spawnGrader();
  const [single = 0, group = 0, inGroup = 0, released = 0] = await readPids(grader);
  expect([single, group, inGroup, released].filter(isAlive)).toHaveLength(4);

  grader.kill(signal);

  expect(await waitForEnd([single, group, inGroup], 3_000)).toEqual([]);
  expect(isAlive(released)).toBe(true);
  process.kill(released, 'SIGKILL');
});

test('closing kills what is still listed, and nothing that was released', async () => {
  const kept = spawn('sleep', ['60']);
  const released = spawn('sleep', ['60']);
  started.push(kept, released);
  const opened = openKeeper();
  opened.keep(kept.pid ?? 0);
  opened.keep(released.pid ?? 0)();

  const ended = once(kept, 'exit');
  await opened.close();

  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(released.exitCode ?? released.signalCode).toBe(null);
});

test('a keeper that was itself killed is replaced with the next process, and still knows the first', async () => {
  const [first, second] = [spawn('sleep', ['60']), spawn('sleep', ['60'])];
  started.push(first, second);
  const opened = openKeeper();
  opened.keep(first.pid ?? 0);
  const { pid: program = 0 } = opened;
  expect(isAlive(program)).toBe(true);
  process.kill(program, 'SIGKILL');
  while (opened.pid !== undefined) await delay(10);
  opened.keep(second.pid ?? 0);

  const ended = Promise.all([once(first, 'exit'), once(second, 'exit')]);
  await opened.close();

  expect(await ended).toEqual([
    [null, 'SIGKILL'],
    [null, 'SIGKILL'],
  ]);
});

test('what is started when all is over is ended at once', async () => {
  const mine = openKeeper();
  await mine.close();
  const late = spawn('sleep', ['60'], { stdio: 'ignore', detached: true });
  started.push(late);
  mine.keep(late.pid ?? 0, { group: true });
  expect(await waitForEnd([late.pid ?? 0], 3_000)).toEqual([]);
});
