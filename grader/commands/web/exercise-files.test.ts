import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { placesOf, type Topic } from '../../catalog/topic.ts';
import { hashOf, readFiles, saveFile, tellChanges } from './exercise-files.ts';

const topic: Topic = {
  ...{ number: 6, slug: 'saga', title: 'Saga', summary: '', minutes: 30, docs: [], needs: [], paths: [] },
  ...{ edits: ['workflows.ts'], ...placesOf('06-saga') },
};
let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kata-files-'));
  await mkdir(join(root, topic.exercise), { recursive: true });
  await writeFile(join(root, topic.exercise, 'activities.ts'), 'given');
  await writeFile(join(root, topic.exercise, 'workflows.ts'), 'old');
  await writeFile(join(root, 'outside.ts'), 'outside');
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('the files to edit come first', async () => {
  expect((await readFiles(root, topic)).map(({ name, edited }) => [name, edited])).toEqual([
    ['workflows.ts', true],
    ['activities.ts', false],
  ]);
});

test('a save that knows what it replaces is written', async () => {
  const answer = await saveFile(root, topic, { name: 'workflows.ts', text: 'new', base: hashOf('old') });
  expect(answer).toEqual({ kind: 'saved', hash: hashOf('new') });
  expect(await readFile(join(root, topic.exercise, 'workflows.ts'), 'utf8')).toBe('new');
});

test('a save that does not know what lies there is a conflict, and nothing is written', async () => {
  const answer = await saveFile(root, topic, { name: 'workflows.ts', text: 'new', base: hashOf('older') });
  expect(answer).toMatchObject({ kind: 'conflict', file: { text: 'old' } });
  expect(await readFile(join(root, topic.exercise, 'workflows.ts'), 'utf8')).toBe('old');
});

test.each(['../../outside.ts', '/etc/passwd', 'new.ts', 'link.ts', './workflows.ts', 'workflows.ts\0', '..\\x.ts', ''])(
  'a save of %j is refused',
  async (name) => {
    await symlink(join(root, 'outside.ts'), join(root, topic.exercise, 'link.ts'));
    await expect(saveFile(root, topic, { name, text: 'new', base: hashOf('outside') })).rejects.toThrow('no such file');
    expect(await readFile(join(root, 'outside.ts'), 'utf8')).toBe('outside');
  },
);

test('a file larger than 1 MB is refused', async () => {
  const text = 'x'.repeat(1024 * 1024 + 1);
  await expect(saveFile(root, topic, { name: 'workflows.ts', text, base: hashOf('old') })).rejects.toThrow('1 MB');
});

test('a change from outside is told', async () => {
  const onChange = vi.fn();
  const end = tellChanges(root, topic, onChange);
  await vi.waitFor(
    async () => {
      await writeFile(join(root, topic.exercise, 'workflows.ts'), `edited ${Math.random()}`);
      expect(onChange).toHaveBeenCalled();
    },
    { timeout: 10_000, interval: 200 },
  );
  end();
  expect(onChange.mock.calls[0]?.[0]).toMatchObject([{ name: 'workflows.ts' }, { name: 'activities.ts' }]);
});
