import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const grader = fileURLToPath(new URL('.', import.meta.url));
const progress = 'Installing packages (once, about 30 s)…\n';
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kata-install-'));
  mkdirSync(join(root, 'grader'));
  for (const file of ['bin.mjs', 'set-up.mjs', 'install-packages.mjs', 'prebuild.mjs']) {
    cpSync(join(grader, file), join(root, 'grader', file));
  }
  writeFileSync(
    join(root, 'grader', 'main.ts'),
    'const words: string[] = process.argv.slice(2);\nconsole.log(words.join());\n',
  );
  writeLock({});
  writeNpm("require('node:fs').mkdirSync('node_modules', { recursive: true });");
});

afterEach(() => rmSync(root, { recursive: true }));

function writeLock(packages: Record<string, object>): void {
  writeFileSync(join(root, 'package.json'), '{ "name": "fake", "type": "module" }');
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...packages } }),
  );
}

/** An npm that notes each call, and links to our own tsx as if it had installed it. */
function writeNpm(body: string): void {
  const modules = JSON.stringify(join(dirname(grader), 'node_modules'));
  writeFileSync(
    join(root, 'npm-cli.cjs'),
    `const fs = require('node:fs');
     fs.appendFileSync(${JSON.stringify(join(root, 'calls'))}, process.argv.slice(2).join(' ') + '\\n');
     ${body}
     fs.symlinkSync(${modules} + '/tsx', 'node_modules/tsx');`,
  );
}

function env(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, npm_execpath: join(root, 'npm-cli.cjs') };
}

function run(...args: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [join(root, 'grader', 'bin.mjs'), ...args], { encoding: 'utf8', env: env() });
}

function calls(): string[] {
  return existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : [];
}

test('what is missing is installed once, with one line on stderr; then the grader starts', () => {
  expect(run('check', '06')).toMatchObject({ status: 0, stdout: 'check,06\n', stderr: progress });
  expect(run('list')).toMatchObject({ status: 0, stdout: 'list\n', stderr: '' });
  expect(calls()).toEqual(['ci --no-fund --no-audit --loglevel=error --ignore-scripts --include=optional']);
});

test('another lock file is installed anew', () => {
  run();
  writeLock({ 'node_modules/other': { version: '1.0.0' } });
  rmSync(join(root, 'node_modules', 'tsx'));
  expect(run().stderr).toBe(progress);
  expect(calls()).toHaveLength(2);
});

test('what the user has installed with npm ci is not installed again', () => {
  const packages = {
    'node_modules/one': { version: '1.0.0', integrity: 'x' },
    'node_modules/mac': { version: '1.0.0', optional: true },
  };
  writeLock(packages);
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(join(dirname(grader), 'node_modules', 'tsx'), join(root, 'node_modules', 'tsx'));
  const record = join(root, 'node_modules', '.package-lock.json');
  writeFileSync(record, JSON.stringify({ packages: { 'node_modules/one': { version: '1.0.0', integrity: 'x' } } }));
  expect(run()).toMatchObject({ status: 0, stderr: '' });
  expect(calls()).toEqual([]);

  rmSync(join(root, 'node_modules', '.kata-lock-hash'));
  writeFileSync(record, JSON.stringify({ packages: { 'node_modules/one': { version: '0.9.0', integrity: 'x' } } }));
  rmSync(join(root, 'node_modules', 'tsx'));
  expect(run().stderr).toBe(progress);
});

test('an npm that fails is our fault, with the lines that matter and the repair', () => {
  writeNpm("console.error('npm error code ENOTFOUND\\nnpm error\\nnpm error network no such host'); process.exit(1);");
  const { status, stdout, stderr } = run('check');
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  expect(stderr).toBe(
    `${progress}npm ci failed (1):
npm error code ENOTFOUND
npm error network no such host
This is not your code. Connect to the internet, or set your proxy (\`npm config set proxy …\`), and start again.
`,
  );
  expect(existsSync(join(root, '.kata', 'installing'))).toBe(false);
});

test('two at the same time install once', async () => {
  writeNpm("fs.mkdirSync('node_modules'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700);");
  const started = [1, 2].map((word) =>
    spawn(process.execPath, [join(root, 'grader', 'bin.mjs'), `${word}`], {
      env: env(),
      stdio: 'ignore',
    }),
  );
  const codes = await Promise.all(started.map(async (child) => (await once(child, 'exit'))[0]));
  expect(codes).toEqual([0, 0]);
  expect(calls()).toHaveLength(1);
});

test('the lock of an installer that was killed is taken over', () => {
  mkdirSync(join(root, '.kata', 'installing'), { recursive: true });
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(join(root, '.kata', 'installing', 'owner'), `${pid}\n`);
  expect(run()).toMatchObject({ status: 0, stderr: progress });
});

test('a folder that cannot be written is a fault', () => {
  writeFileSync(join(root, '.kata'), 'in the way');
  expect(run()).toMatchObject({ status: 3, stdout: '' });
});

test('a start through a link finds its own folder, and SIGUSR1 opens no debugger', async () => {
  const loop = "console.log('ready'); setTimeout(() => process.exit(7), 800);";
  writeFileSync(join(root, 'grader', 'main.ts'), loop);
  run();
  const link = join(root, 'link.mjs');
  symlinkSync(join(root, 'grader', 'bin.mjs'), link);
  const child = spawn(process.execPath, [link], { env: env(), stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stderr.on('data', (text) => {
    printed += text;
  });
  await once(child.stdout, 'data');
  child.kill('SIGUSR1');
  expect(await once(child, 'exit')).toEqual([7, null]);
  expect(printed).toBe('');
});
