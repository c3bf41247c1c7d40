import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAlive } from './alive.ts';
import { connectEngine } from './connection.ts';
import type { EngineChoice } from './engine.ts';
import { findEngine } from './find.ts';
import { type Keeper, openKeeper } from './keeper.ts';
import { canConnect } from './port.ts';
import { proveEngine } from './prove.ts';
import { startEngine } from './start.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let keeper: Keeper;
let dir: string;
let choice: EngineChoice;

beforeAll(async () => {
  keeper = openKeeper();
  dir = await mkdtemp(join(tmpdir(), 'kata-start-'));
  const { env, platform, arch } = process;
  ({ choice } = await findEngine({ root, env, platform, arch, keeper, report: () => {} }));
}, 120_000);

afterAll(async () => {
  await keeper.close();
  await rm(dir, { recursive: true });
});

/** An engine "named by the user": a shell script, which gets the port as its first argument. */
async function script(name: string, body: string): Promise<EngineChoice> {
  const executable = join(dir, name);
  await writeFile(executable, `#!/bin/sh\n${body}\n`);
  await chmod(executable, 0o755);
  return { kind: 'given', version: 'unknown', executable };
}

test('an engine answers, its clock skips 30 days in no time, and stopping it twice is safe', async () => {
  const engine = await startEngine(choice, keeper);
  const connection = await connectEngine(engine.address);
  const { time } = (await connection.testService?.getCurrentTime({})) ?? {};
  expect(Number(time?.seconds)).toBeGreaterThan(1_700_000_000);
  await connection.close();

  await engine.stop();
  await engine.stop();
  await engine.exited;
  expect(await canConnect(Number(engine.address.split(':')[1]))).toBe(false);

  const proof = await proveEngine(choice, keeper);
  expect(proof.days).toBe(30);
  expect(proof.ms).toBeLessThan(15_000);
});

test('a program that ends at once is a fault with what it printed', async () => {
  await expect(startEngine(await script('ends', 'echo "no such library" >&2; exit 127'), keeper)).rejects.toMatchObject(
    {
      fault: {
        code: 'engine-start',
        message: expect.stringMatching(/ended with exit code 127; it printed: no such library/),
      },
    },
  );
});

test('a program that finds its port taken is started again on another, three times at most', async () => {
  const log = join(dir, 'ports');
  const busy = await script('busy', `echo "$1" >> ${log}; echo "bind: Address already in use" >&2; exit 1`);
  await expect(startEngine(busy, keeper)).rejects.toMatchObject({ fault: { code: 'engine-start' } });
  const tried = (await readFile(log, 'utf8')).trim().split('\n');
  expect(tried).toHaveLength(3);
  expect(new Set(tried).size).toBe(3);
});

test('somebody else who answers on the port does not count', async () => {
  const log = join(dir, 'other');
  const other = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 200 OK\r\n\r\n'));
  const relay = await script('relay', `echo "$1" > ${log}; sleep 0.5; exit 3`);
  const starting = startEngine(relay, keeper);
  const check = expect(starting).rejects.toMatchObject({
    fault: { message: expect.stringMatching(/did not answer as a Temporal server|ended with exit code 3/) },
  });
  let port = '';
  while (port === '') port = await readFile(log, 'utf8').catch(() => '');
  other.listen(Number(port), '127.0.0.1');
  await check;
  other.close();
});

test('a program that never listens is given up after 10 s, and its children are ended with it', async () => {
  const log = join(dir, 'child');
  const silent = await script('silent', `sleep 60 & echo $! > ${log}; wait`);
  await expect(startEngine(silent, keeper)).rejects.toMatchObject({
    fault: { message: expect.stringMatching(/did not answer within 10 s/) },
  });
  const child = Number(await readFile(log, 'utf8'));
  await expect.poll(() => isAlive(child), { timeout: 3_000 }).toBe(false);
});
