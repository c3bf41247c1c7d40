import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsageError } from '../catalog/fault.ts';
import { readCatalog } from '../catalog/read-catalog.ts';
import { readProgress } from '../progress/progress-file.ts';
import { samples } from '../view/sample-verdicts.ts';
import { chooseJobs } from './choose-topics.ts';
import type { CheckCommand } from './command.ts';
import { exitCodeOf } from './exit-code.ts';
import { readCommand } from './read-command.ts';
import { runCommand } from './run-command.ts';
import { screenOf } from './surroundings.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'commands-'));
  await writeTopic('06-saga-pattern', 'Undo in order');
  await writeTopic('11-determinism', 'The same again');
});
afterEach(() => rm(root, { recursive: true }));

async function write(files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(root, dirname(file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

async function writeTopic(folder: string, title: string): Promise<void> {
  const rungs = ['A question', 'The concept', 'The place', 'Nearly the code'].map(
    (name, index) => `### ${index + 1} ${name}\n\nRung ${index + 1}.\n`,
  );
  await write({
    [`lessons/${folder}.md`]: `---\ntitle: ${title}\nsummary: What it is.\nminutes: 20\ndocs: []\nedits: [workflows.ts]\nneeds: []\npaths: [day]\n---\nA story.\n\n## Hints\n\n${rungs.join('\n')}`,
    [`grader/topics/${folder}/shipped/workflows.ts`]: 'broken\n',
    [`exercises/${folder}/workflows.ts`]: 'broken\n',
    [`solutions/${folder}/workflows.ts`]: 'right\n',
  });
}

/** Runs a command line and gives back all it said. */
async function kata(line: string, stdin: { isTTY?: boolean; text?: string; second?: number } = {}) {
  const [stdout, stderr, input] = [new PassThrough(), new PassThrough(), new PassThrough()];
  input.end(stdin.text ?? '');
  const code = await runCommand(readCommand(line.split(' '), '1.2.3'), {
    ...{ root, cwd: root, env: {}, platform: 'linux' as const, arch: 'x64', node: '20.19.0', version: '1.2.3' },
    ...{ stdout, stderr, stdin: Object.assign(input, { isTTY: stdin.isTTY === true }) },
    ...{ signal: new AbortController().signal, now: () => new Date(Date.UTC(2030, 0, 1, 12, 30, stdin.second ?? 5)) },
  });
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

test('list knows how far a learner is, by the files as they are', async () => {
  await write({ 'exercises/11-determinism/workflows.ts': 'better\n' });
  const before = await kata('list --json');
  const states = before.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(states.map(({ topic, state, current }) => [topic, state, current])).toEqual([
    ['saga-pattern', 'untouched', true],
    ['determinism', 'started', false],
  ]);
  const passed = { at: '2030-01-01T00:00:00Z', sha256: 'of another exercise', grader: '1' };
  await write({ '.kata/progress.json': JSON.stringify({ format: 1, topics: { 'saga-pattern': { passed } } }) });
  const after = await kata('list --plain');
  expect(after).toMatchInlineSnapshot(`
    {
      "code": 0,
      "err": "",
      "out": "0 of 2 topics passed

    06 Undo in order (saga-pattern): 20 min, changed since it passed
    11 The same again (determinism): 20 min, current, started
    ",
    }
  `);
});

test('lesson shows the prose and not the hints', async () => {
  const { out, code } = await kata('lesson 6');
  expect(code).toBe(0);
  expect(out).toContain('A story.');
  expect(out).not.toContain('Rung');
});

test('hint climbs one rung at a time, and remembers', async () => {
  const rungs: string[] = [];
  for (let time = 0; time < 5; time++) rungs.push(/Rung \d/.exec((await kata('hint saga')).out)?.[0] ?? '');
  expect(rungs).toEqual(['Rung 1', 'Rung 2', 'Rung 3', 'Rung 4', 'Rung 4']);
  expect(await readProgress(root)).toEqual({ 'saga-pattern': { hints: 4 } });
  expect((await kata('hint 11 --all')).out.match(/Rung \d/g)).toHaveLength(4);
  expect(await kata('hint 11')).toMatchInlineSnapshot(`
    {
      "code": 0,
      "err": "That was the last hint. The solution: \`npx kata diff 11\`
    ",
      "out": "11 The same again · hint 4 of 4: Nearly the code

    Rung 4.
    ",
    }
  `);
});

test('next begins with the first topic, goes on, and comes around', async () => {
  const first = await kata('next --plain', { second: 1 });
  expect(first).toMatchInlineSnapshot(`
    {
      "code": 0,
      "err": "",
      "out": "06 Undo in order - about 20 minutes
    What it is.

      lesson  lessons/06-saga-pattern.md
      edit    exercises/06-saga-pattern/workflows.ts
      read    \`npx kata lesson 6\`
      grade   \`npx kata check 6\`
    ",
    }
  `);
  expect((await kata('next', { second: 2 })).out).toContain('11 The same again');
  const third = await kata('next', { second: 3 });
  expect(third.out).toContain('06 Undo in order');
  expect(third.err).toContain('11-determinism has not passed yet');
  expect((await kata('next', { second: 4 })).out).toContain('11 The same again');
});

test('diff shows the solution when asked twice, or after a pass', async () => {
  const first = await kata('diff 6');
  expect(first).toMatchObject({ code: 1, out: '' });
  expect(first.err).toContain('To see the solution anyway, ask once more.');
  const second = await kata('diff 6');
  expect(second).toMatchInlineSnapshot(`
    {
      "code": 0,
      "err": "",
      "out": "--- exercises/06-saga-pattern/workflows.ts
    +++ solutions/06-saga-pattern/workflows.ts
    @@ -1,1 +1,1 @@
    -broken
    +right
    ",
    }
  `);
  const passed = { at: '2030-01-01T00:00:00Z', sha256: 'x', grader: '1' };
  await write({ '.kata/progress.json': JSON.stringify({ format: 1, topics: { determinism: { passed } } }) });
  expect((await kata('diff 11')).code).toBe(0);
});

test('reset keeps a copy of all work, then restores', async () => {
  await write({
    'exercises/06-saga-pattern/workflows.ts': 'mine\n',
    'exercises/06-saga-pattern/notes/plan.md': 'think',
  });
  await expect(kata('reset 6')).rejects.toThrow('Without a terminal: `npx kata reset 6 --yes`');
  expect(await kata('reset 6', { isTTY: true, text: 'n\n' })).toMatchObject({ code: 1, out: '' });
  expect(await readFile(join(root, 'exercises/06-saga-pattern/workflows.ts'), 'utf8')).toBe('mine\n');
  expect(await kata('reset 6', { isTTY: true, text: 'y\n' })).toMatchObject({
    code: 0,
    out: 'exercises/06-saga-pattern is as it was shipped. Your work is kept in .kata/kept/06-saga-pattern-2030-01-01T12-30-05.\n',
  });
  const kept = join(root, '.kata/kept/06-saga-pattern-2030-01-01T12-30-05');
  expect(await readFile(join(kept, 'workflows.ts'), 'utf8')).toBe('mine\n');
  expect(await readFile(join(kept, 'notes/plan.md'), 'utf8')).toBe('think');
  expect(await readdir(join(root, 'exercises/06-saga-pattern'))).toEqual(['workflows.ts']);
  expect(await readFile(join(root, 'exercises/06-saga-pattern/workflows.ts'), 'utf8')).toBe('broken\n');
  expect((await kata('reset 6')).out).toBe('exercises/06-saga-pattern is as it was shipped.\n');
});

test('reset twice in a second keeps both; a deleted exercise comes back without a question', async () => {
  for (const text of ['one', 'two']) {
    await write({ 'exercises/06-saga-pattern/workflows.ts': text });
    await kata('reset 6 --yes');
  }
  expect((await readdir(join(root, '.kata/kept'))).sort()).toEqual([
    '06-saga-pattern-2030-01-01T12-30-05',
    '06-saga-pattern-2030-01-01T12-30-05-2',
  ]);
  await rm(join(root, 'exercises/06-saga-pattern'), { recursive: true });
  expect(await kata('reset 6')).toMatchObject({ code: 0, err: '' });
  expect(await readFile(join(root, 'exercises/06-saga-pattern/workflows.ts'), 'utf8')).toBe('broken\n');
});

test('reset changes nothing when the copy can’t be made', async () => {
  await write({ 'exercises/06-saga-pattern/workflows.ts': 'mine\n', '.kata/kept': 'a file where a folder should be' });
  await expect(kata('reset 6 --yes')).rejects.toThrow(/Nothing was changed.*\(E[A-Z]+\)/);
  expect(await readFile(join(root, 'exercises/06-saga-pattern/workflows.ts'), 'utf8')).toBe('mine\n');
});

const jobsOf = async (line: string) => {
  const command = readCommand(`check ${line}`.trim().split(' '), '1') as CheckCommand;
  const jobs = await chooseJobs(await readCatalog(root), command, join(root, 'lessons'));
  return jobs.map(({ topic, origin, dir }) => `${topic.number} ${origin} ${dir.slice(root.length + 1)}`);
};

test.each([
  ['', ['6 exercise exercises/06-saga-pattern']],
  ['--all', ['6 exercise exercises/06-saga-pattern', '11 exercise exercises/11-determinism']],
  ['11 6 11 --solutions', ['11 solution solutions/11-determinism', '6 solution solutions/06-saga-pattern']],
  ['saga --from ../exercises', ['6 folder exercises']],
])('check %s grades', async (line, jobs) => {
  expect(await jobsOf(line)).toEqual(jobs);
});

test.each([
  '--all 6',
  '--from .',
  '6 11 --from .',
  '6 --from . --solutions',
  '6 --from nowhere',
  'nosuch',
  '--all --from .',
])('check %s is wrong use', async (line) => {
  await expect(jobsOf(line)).rejects.toThrow(UsageError);
});

test('a deleted exercise is wrong use, with reset as the repair', async () => {
  await rm(join(root, 'exercises/06-saga-pattern'), { recursive: true });
  await expect(jobsOf('')).rejects.toThrow('exercises/06-saga-pattern is not there. `npx kata reset 6` brings it back');
});

test('of several verdicts the exit code is 3, else 1, else 0', () => {
  const { passed, failed, unrunnable, inconclusive } = samples;
  expect(
    [[passed, passed], [passed, failed], [unrunnable], [failed, inconclusive, passed], []].map(exitCodeOf),
  ).toEqual([0, 1, 1, 3, 3]);
});

test.each([
  ['a terminal', { isTTY: true, columns: 120 }, {}, false, { columns: 100, colour: true, unicode: true }],
  ['a pipe', {}, {}, false, { columns: 80, colour: false, unicode: true }],
  ['a pipe with a width', {}, { COLUMNS: '40' }, false, { columns: 40, colour: false, unicode: true }],
  ['NO_COLOR', { isTTY: true, columns: 80 }, { NO_COLOR: '1' }, false, { columns: 80, colour: false, unicode: false }],
  ['TERM=dumb', { isTTY: true, columns: 80 }, { TERM: 'dumb' }, false, { columns: 80, colour: false, unicode: false }],
  ['--plain', { isTTY: true, columns: 80 }, { FORCE_COLOR: '1' }, true, { columns: 80, colour: false, unicode: false }],
  ['FORCE_COLOR', {}, { FORCE_COLOR: '1' }, false, { columns: 80, colour: true, unicode: true }],
])('the screen of %s', (_name, stream, env, plain, screen) => {
  expect(screenOf(Object.assign(new PassThrough(), stream), { env, platform: 'linux' }, plain)).toEqual(screen);
});
