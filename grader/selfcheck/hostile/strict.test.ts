import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { rootDir } from '../../host/places.ts';
import { requireSandbox } from '../../host/sandbox/bubblewrap.ts';
import { attacksOnTheSandbox } from './attacks-on-the-sandbox.ts';
import { runAttack } from './run-attack.ts';

const missing = await requireSandbox().then(
  () => undefined,
  (error: Error) => error.message,
);
const dir = await mkdtemp(join(tmpdir(), 'kata-strict-'));
const bystander = spawn('sleep', ['600'], { stdio: 'ignore' });
const listener = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
await once(listener, 'listening');
afterAll(async () => {
  bystander.kill('SIGKILL');
  listener.close();
  await rm(dir, { recursive: true, force: true });
});

const { port } = listener.address() as AddressInfo;
const file = join(tmpdir(), `kata-written-outside-${process.pid}`);
const attacks = attacksOnTheSandbox({ root: rootDir, port, pid: bystander.pid ?? 0, file });

describe.skipIf(missing !== undefined)(`the strict sandbox${missing ? ` (skipped: ${missing})` : ''}`, () => {
  test.each(attacks.map((attack) => [attack.name, attack] as const))(
    '%s',
    { timeout: 120_000 },
    async (name, attack) => {
      const folder = await mkdtemp(join(dir, `${name}-`));
      const { code, verdict, stderr } = await runAttack(rootDir, attack, folder, ['--sandbox', 'strict']);
      expect(verdict?.findings, stderr).toEqual([]);
      expect(verdict?.verdict, stderr).toBe('passed');
      expect(code).toBe(0);
      expect(existsSync(file)).toBe(false);
      expect([bystander.exitCode, bystander.signalCode]).toEqual([null, null]);
    },
  );
});

test('these attacks succeed where nothing holds them, so that their failing says something', {
  timeout: 120_000,
}, async () => {
  const reads = attacks.find(({ name }) => name === 'reads-the-solutions');
  if (!reads) throw new Error('there is no such attack');
  const { verdict } = await runAttack(rootDir, reads, await mkdtemp(join(dir, 'bare-')));
  expect(verdict?.verdict).not.toBe('passed');
});
