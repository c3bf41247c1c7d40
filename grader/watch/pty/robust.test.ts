import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { commandOf, listDescendants, untilGone } from './processes.ts';
import type { TestTerminal } from './terminal.ts';
import { makeClone, type TestClone } from './test-clone.ts';

const topic = '03-workflows-orchestration';
const patience = 600_000;
/** It takes well under 3 s; a machine that is busy may need longer even to run the keeper. */
const goneWithinMs = 30_000;

let clone: TestClone;
let exercise: string;
beforeAll(async () => {
  clone = await makeClone();
  exercise = join(clone.root, 'exercises', topic);
});
beforeEach(() => clone.workOn(topic.slice(3)));
afterAll(() => clone.remove());

const solve = () => cp(join(clone.root, 'solutions', topic), exercise, { recursive: true });
const idle = (words: RegExp) => (text: string) => words.test(text) && /Waiting for a save/.test(text);
const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length));
const onLinux = test.runIf(process.platform === 'linux');

/** The processes that a watch has started, once its engine and host are there. */
async function startedBy(terminal: TestTerminal): Promise<number[]> {
  await terminal.until(/Waiting for a save/);
  return listDescendants(terminal.pid);
}

onLinux(
  'whatever happens to the files, the engine and the disk: a clear line, and it goes on',
  async () => {
    const terminal = clone.open(['--seed', '1']);
    await terminal.until(idle(/not passed/));

    // The folder is deleted, and comes back.
    await rm(exercise, { recursive: true });
    await terminal.until(idle(/is not there\. Press x/));
    terminal.press('x');
    await terminal.until(/\[y\/N\]/);
    terminal.press('y');
    await terminal.until(idle(/not passed/));

    // A file that is being written: empty first, whole a moment later.
    await solve();
    const whole = await readFile(join(exercise, 'workflows.ts'), 'utf8');
    await writeFile(join(exercise, 'workflows.ts'), '');
    await writeFile(join(exercise, 'workflows.ts'), whole);
    await terminal.until(idle(/: passed, /));
    // One that stays half-written is a finding, with its place.
    await writeFile(join(exercise, 'workflows.ts'), whole.slice(0, whole.lastIndexOf(';') - 3));
    await terminal.until(idle(/can't start/));
    await writeFile(join(exercise, 'workflows.ts'), whole);
    await terminal.until(idle(/: passed, /));

    // The engine is killed while nothing runs.
    const engines: number[] = [];
    for (const pid of await listDescendants(terminal.pid))
      if (/test-?server|TestServer/i.test(await commandOf(pid))) engines.push(pid);
    expect(engines.length).toBeGreaterThan(0);
    for (const pid of engines) process.kill(pid, 'SIGKILL');
    terminal.press('r');
    await terminal.until(idle(/: passed, /));

    // A second watch, while the first goes on.
    const second = clone.open(['--seed', '1']);
    await second.until(/Another watch is open/);
    second.press('q');
    expect(await second.exited).toBe(0);

    // Nothing can be remembered any more.
    await rm(join(clone.root, '.kata/progress.json'));
    await mkdir(join(clone.root, '.kata/progress.json'));
    terminal.press('r');
    await terminal.until(idle(/progress\.json can.t be read/));
    await rm(join(clone.root, '.kata/progress.json'), { recursive: true });

    const started = await startedBy(terminal);
    terminal.press('q');
    expect(await terminal.exited).toBe(0);
    expect(await untilGone(started, goneWithinMs)).toEqual([]);
  },
  patience,
);

onLinux.each([
  ['Ctrl-C', (terminal: TestTerminal) => terminal.press('\u0003'), 130],
  ['a terminal that is closed', (terminal: TestTerminal) => terminal.close(), undefined],
  ['kill -9', (terminal: TestTerminal) => terminal.kill('SIGKILL'), undefined],
] as const)(
  'nothing is left running after %s',
  async (_name, end, code) => {
    const terminal = clone.open(['--seed', '1']);
    const started = await startedBy(terminal);
    expect(started.length).toBeGreaterThanOrEqual(2);
    end(terminal);
    const exitCode = await terminal.exited;
    if (code !== undefined) {
      expect(exitCode).toBe(code);
      expect(terminal.isWindow).toBe(false);
    }
    expect(await untilGone([terminal.pid, ...started], goneWithinMs)).toEqual([]);
  },
  patience,
);

test(
  'a window that changes its size shows everything anew',
  async () => {
    const terminal = clone.open(['--seed', '1']);
    await terminal.until(/Waiting for a save/);
    terminal.resize(40, 30);
    const narrow = await terminal.until((text) => /h hint {2}e lesson/.test(text) && widest(text) <= 40);
    expect(narrow.split('\n')).toHaveLength(30);
    terminal.resize(100, 12);
    await terminal.until((text) => /h hint {2}e lesson/.test(text) && widest(text) > 40);
    terminal.press('q');
    expect(await terminal.exited).toBe(0);
  },
  patience,
);

test(
  'an editor in the terminal gets the terminal, and gives it back',
  async () => {
    const editor = join(clone.root, 'editor.mjs');
    const script = [
      "import { appendFileSync } from 'node:fs';",
      "process.stdout.write('THE EDITOR IS OPEN\\n');",
      "process.stdin.once('data', () => { appendFileSync(process.argv[2], '\\n// edited\\n'); process.exit(); });",
    ];
    await writeFile(editor, script.join('\n'));
    const terminal = clone.open(['--seed', '1'], { env: { EDITOR: `${process.execPath} ${editor}` } });
    await terminal.until(/Waiting for a save/);
    terminal.press('o');
    await terminal.until(/THE EDITOR IS OPEN/);
    expect(terminal.isWindow).toBe(false);
    terminal.press('q\r');
    await terminal.until((text) => terminal.isWindow && /Checking|Waiting/.test(text));
    await terminal.until(/Waiting for a save/);
    expect(await readFile(join(exercise, 'workflows.ts'), 'utf8')).toContain('// edited');
    terminal.press('q');
    expect(await terminal.exited).toBe(0);
  },
  patience,
);

test(
  'the course in the browser opens beside the watch, and ends with it',
  async () => {
    const terminal = clone.open(['--seed', '1'], { env: { SSH_CONNECTION: 'so that no browser opens' } });
    await terminal.until(/Waiting for a save/);
    terminal.press('w');
    const address = /http:\/\/127\.0\.0\.1:\d+\/03-workflows-orchestration\?token=[\w-]{32}/;
    const unwrapped = (text: string) => text.replace(/\s/g, '');
    const shown = unwrapped(await terminal.until((text) => address.test(unwrapped(text)))).match(address)?.[0] ?? '';
    expect((await fetch(shown, { redirect: 'manual' })).headers.get('set-cookie')).toMatch(/SameSite=Strict/i);
    terminal.press('q');
    expect(await terminal.exited).toBe(0);
    await expect(fetch(shown)).rejects.toThrow();
  },
  patience,
);
