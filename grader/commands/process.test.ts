import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compileSchema } from '../catalog/schema.ts';
import { listDescendants, untilGone } from '../watch/pty/processes.ts';

const program = fileURLToPath(new URL('../bin.mjs', import.meta.url));
const topic = 'saga-pattern-with-compensation';

/** It takes well under 3 s; a machine that is busy with other tests may need longer even to run the keeper. */
const patienceMs = 20_000;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kata-process-'));
});
afterEach(() => rm(dir, { recursive: true }));

function kata(...args: string[]) {
  return kataWith({}, ...args);
}

function kataWith(env: NodeJS.ProcessEnv, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: dir,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

async function startGrading(): Promise<{ child: ChildProcess; others: number[] }> {
  const child = spawn(process.execPath, [program, 'check', topic, '--solutions', '--seed', '1'], {
    cwd: dir,
    stdio: 'ignore',
  });
  // The engine, the host and their keeper.
  for (let others: number[] = []; ; others = await listDescendants(child.pid ?? 0)) {
    if (others.length >= 3) return { child, others };
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} before it could be interrupted`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('wrong use says so on stderr, leaves stdout empty, and exits with 2', () => {
  expect(kata('check', 'nosuch')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('Nearest: '),
  });
  expect(kata('check', topic, '--from', 'nowhere')).toMatchObject({ status: 2, stdout: '' });
  expect(kata('chekc')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('Nearest: `check`') });
});

test('a rejection that nobody waits for is a fault of ours: exit code 3, not the 1 of a wrong answer', () => {
  // Its keeper inherits the option, and is to go on.
  const late =
    'if (process.argv[1].endsWith("bin.mjs")) setTimeout(() => Promise.reject(new Error("nobody waits")), 1500)';
  const { status, stderr } = kataWith(
    { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(late)}` },
    ...['check', topic, '--solutions'],
  );
  expect(stderr).toContain('The grader broke: Error: nobody waits');
  expect(status).toBe(3);
}, 60_000);

test('a syntax error in a folder outside the clone: unrunnable with its place, as JSON and as JUnit', async () => {
  await mkdir(join(dir, 'mine'));
  await writeFile(join(dir, 'mine', 'workflows.ts'), 'export const bookTrip = async () => {\n  await (;\n};\n');
  const { status, stdout } = kata('check', topic, '--from', 'mine', '--json', '--junit', 'out.xml', '--seed', '7');
  expect(status).toBe(1);
  const verdict = JSON.parse(stdout);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  const schema = await readFile(new URL('../view/json/verdict.schema.json', import.meta.url), 'utf8');
  expect(compileSchema(JSON.parse(schema))(verdict)).toEqual([]);
  expect(verdict).toMatchObject({ topic, origin: 'folder', verdict: 'unrunnable', seed: 7 });
  expect(verdict.findings[0]).toMatchObject({ where: { file: 'workflows.ts', line: 2, column: 10 } });
  expect(await readFile(join(dir, 'out.xml'), 'utf8')).toContain(`<testsuite name="${topic}"`);
}, 60_000);

test.runIf(process.platform === 'linux').each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)(
  '%s ends everything, with code %i',
  async (signal, code) => {
    const { child, others } = await startGrading();
    child.kill(signal);
    expect((await once(child, 'exit'))[0]).toBe(code);
    expect(await untilGone(others, patienceMs)).toEqual([]);
  },
  60_000,
);

test.runIf(process.platform === 'linux')(
  'killed without warning, nothing is left',
  async () => {
    const { child, others } = await startGrading();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await untilGone(others, patienceMs)).toEqual([]);
  },
  60_000,
);
