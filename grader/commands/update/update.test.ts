import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '../../catalog/fault.ts';
import { runUpdate } from '../update.ts';
import { planUpdate } from './plan.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;
let dir: string;
let course: string;
let clone: string;
describe.skipIf(!hasGit)('with git', () => {
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'update-'));
    course = join(dir, 'course');
    clone = join(dir, 'clone');
    await mkdir(course);
    git(course, 'init', '-q', '-b', 'main');
    await writeTopic('03-conductor', 'broken 1\n');
    await writeTopic('06-saga', 'broken 1\n');
    await write(course, { 'README.md': 'one\n', '.gitignore': 'node_modules/\n.kata/*\n!.kata/progress.json\n' });
    commit(course, 'The course');
    git(dir, 'clone', '-q', course, clone);
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];

  function git(cwd: string, ...args: string[]): string {
    return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  }

  function commit(cwd: string, message: string): void {
    git(cwd, 'add', '-A');
    git(cwd, ...who, 'commit', '-q', '-m', message);
  }

  async function write(root: string, files: Record<string, string>): Promise<void> {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(join(root, dirname(file)), { recursive: true });
      await writeFile(join(root, file), text);
    }
  }

  async function writeTopic(folder: string, broken: string): Promise<void> {
    await write(course, {
      [`grader/topics/${folder}/shipped/workflows.ts`]: broken,
      [`grader/topics/${folder}/checks.ts`]: broken,
      [`exercises/${folder}/workflows.ts`]: broken,
      [`exercises/${folder}/activities.ts`]: broken,
      [`lessons/${folder}.md`]: `---\ntitle: ${folder.slice(3)}\n---\n`,
    });
  }

  async function update(root = clone): Promise<{ code: number; text: string }> {
    const stdout = Object.assign(new PassThrough(), { isTTY: false });
    const code = await runUpdate(
      { plain: false },
      {
        ...{
          root,
          cwd: root,
          // How it looks must not depend on the terminal of the one who runs the tests.
          env: { ...process.env, NO_COLOR: undefined },
          platform: process.platform,
          arch: process.arch,
          node: '20',
          version: '1',
        },
        ...{ stdout, stderr: new PassThrough(), stdin: new PassThrough(), signal: new AbortController().signal },
        now: () => new Date('2026-01-01T00:00:00Z'),
      },
    );
    return { code, text: String(stdout.read() ?? '').trim() };
  }

  const read = (file: string, root = clone) => readFile(join(root, file), 'utf8');

  async function publish(): Promise<void> {
    await writeTopic('03-conductor', 'broken 2\n');
    await writeTopic('06-saga', 'broken 2\n');
    await writeTopic('11-same-twice', 'broken 1\n');
    await write(course, { 'README.md': 'two\n' });
    commit(course, 'More');
  }

  test('everything new is taken, except an exercise with work in it; that stays, as a whole', async () => {
    await write(clone, {
      'exercises/06-saga/workflows.ts': 'my work\n',
      '.kata/progress.json': passed('saga', 'conductor'),
    });
    await publish();
    const { code, text } = await update();
    expect(code).toBe(0);
    expect(text).toMatchInlineSnapshot(`
    "The course is new: 12 files taken. Your progress and your exercises are as they
    were.

    New topics:
    • 11-same-twice: same-twice

    Exercises with your work in them that have a newer broken version. They stay as
    they are; reset brings the newer one, and keeps a copy of your work:
    • 06-saga: \`npx kata reset 6\`

    Passed, with newer checks: \`npx kata check 3 6\`

    What was here before is kept in git: \`git diff refs/kata/before-update\` shows
    the difference."
  `);
    expect(await read('exercises/06-saga/workflows.ts')).toBe('my work\n');
    expect(await read('exercises/06-saga/activities.ts')).toBe('broken 1\n');
    expect(await read('grader/topics/06-saga/shipped/workflows.ts')).toBe('broken 2\n');
    expect(await read('exercises/03-conductor/workflows.ts')).toBe('broken 2\n');
    expect(await read('exercises/11-same-twice/workflows.ts')).toBe('broken 1\n');
    expect(await read('.kata/progress.json')).toBe(passed('saga', 'conductor'));
    expect(git(clone, 'rev-parse', 'HEAD')).toBe(git(course, 'rev-parse', 'HEAD'));
    expect(
      git(clone, 'status', '--porcelain')
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual(['M exercises/06-saga/activities.ts', 'M exercises/06-saga/workflows.ts', '?? .kata/']);
    expect((await update()).text).toContain('up to date');
  });

  test('in a fork with commits of one’s own: a merge in which one’s own work stays', async () => {
    await write(clone, {
      'exercises/06-saga/workflows.ts': 'my work\n',
      'notes.md': 'mine\n',
      'README.md': 'my readme\n',
    });
    commit(clone, 'My work');
    await write(clone, { 'exercises/03-conductor/workflows.ts': 'begun\n' });
    await publish();
    const { text } = await update();
    expect(text).toContain('06-saga');
    expect(text).toContain('03-conductor');
    expect(text).toContain('README.md');
    expect(await read('exercises/06-saga/workflows.ts')).toBe('my work\n');
    expect(await read('exercises/03-conductor/workflows.ts')).toBe('begun\n');
    expect(await read('README.md')).toBe('my readme\n');
    expect(await read('notes.md')).toBe('mine\n');
    expect(await read('lessons/11-same-twice.md')).toContain('same-twice');
    expect(git(clone, 'show', 'HEAD:exercises/06-saga/workflows.ts')).toBe('my work');
    expect(git(clone, 'show', 'HEAD:lessons/11-same-twice.md')).toContain('same-twice');
    expect(git(clone, 'rev-list', '--parents', '-n1', 'HEAD').split(' ')).toHaveLength(3);
    // Another one goes on from there.
    await write(course, { 'lessons/06-saga.md': 'newer\n' });
    commit(course, 'Still more');
    await update();
    expect(await read('lessons/06-saga.md')).toBe('newer\n');
    expect(await read('exercises/06-saga/workflows.ts')).toBe('my work\n');
  });

  test('a remote called upstream is the original', async () => {
    const fork = join(dir, 'fork.git');
    git(dir, 'clone', '-q', '--bare', course, fork);
    git(clone, 'remote', 'set-url', 'origin', fork);
    await publish();
    expect((await update()).text).toContain('git remote add upstream');
    git(clone, 'remote', 'add', 'upstream', course);
    expect((await update()).text).toContain('11-same-twice');
  });

  test('a file that is in the way and not in git stays', async () => {
    await write(clone, { 'lessons/11-same-twice.md': 'my own\n' });
    await publish();
    expect((await update()).text).toContain('lessons/11-same-twice.md');
    expect(await read('lessons/11-same-twice.md')).toBe('my own\n');
  });

  test('what is deleted in the course is deleted here, work aside; what was there before is kept in git', async () => {
    await write(clone, { 'exercises/06-saga/workflows.ts': 'my work\n' });
    git(course, 'rm', '-rq', 'exercises/06-saga', 'exercises/03-conductor');
    commit(course, 'Fewer');
    await update();
    await expect(read('exercises/03-conductor/workflows.ts')).rejects.toThrow('ENOENT');
    expect(await read('exercises/06-saga/workflows.ts')).toBe('my work\n');
    expect(git(clone, 'show', 'refs/kata/before-update:exercises/03-conductor/workflows.ts')).toBe('broken 1');
    expect(git(clone, 'show', 'refs/kata/before-update:exercises/06-saga/workflows.ts')).toBe('my work');
  });

  test('a shallow clone is made whole', async () => {
    const shallow = join(dir, 'shallow');
    git(dir, 'clone', '-q', '--depth', '1', `file://${course}`, shallow);
    await write(shallow, { 'exercises/06-saga/workflows.ts': 'my work\n' });
    await publish();
    expect((await update(shallow)).text).toContain('11-same-twice');
    expect(await read('exercises/06-saga/workflows.ts', shallow)).toBe('my work\n');
  });

  test('an unpacked archive is told what to do, also inside another repository', async () => {
    const archive = join(course, 'unpacked');
    await mkdir(archive);
    await write(archive, {
      'grader/topics/06-saga/shipped/workflows.ts': 'broken\n',
      'exercises/06-saga/workflows.ts': 'my work\n',
    });
    const { code, text } = await update(archive);
    expect(code).toBe(2);
    expect(text).toMatchInlineSnapshot(`
    "This is no git clone but an unpacked archive, so there is nothing to update
    from. Get the course again, unpack it beside this one, run it once, and carry
    your work over (NEW is its folder):

      cp -R exercises/06-saga NEW/exercises/
      cp .kata/progress.json NEW/.kata/"
  `);
  });

  test('an unfinished merge, and a clone without a remote, are refused', async () => {
    await writeFile(join(clone, '.git/MERGE_HEAD'), `${git(clone, 'rev-parse', 'HEAD')}\n`);
    await expect(update()).rejects.toThrow(UsageError);
    await rm(join(clone, '.git/MERGE_HEAD'));
    git(clone, 'remote', 'remove', 'origin');
    await expect(update()).rejects.toThrow('git remote add upstream');
  });
});

test('an exercise stays as a whole, and dotfiles in it are nobody’s work', () => {
  const changes = ['exercises/06-saga/activities.ts', 'exercises/03-a/x.ts'].map((path) => ({
    path,
    kind: 'written' as const,
  }));
  const here = new Set(['exercises/06-saga/workflows.ts', 'exercises/03-a/.DS_Store']);
  expect(planUpdate(changes, here)).toEqual({ take: [changes[1]], keptExercises: ['06-saga'], keptFiles: [] });
});

function passed(...slugs: string[]): string {
  const topics = Object.fromEntries(
    slugs.map((slug) => [slug, { passed: { at: '2026-01-01T00:00:00Z', sha256: 'a', grader: '1' } }]),
  );
  return JSON.stringify({ format: 1, topics });
}
