import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Topic } from '../catalog/topic.ts';
import type { Verdict } from '../verdict/verdict.ts';
import {
  currentTopic,
  forgetWork,
  openTopic,
  type Progress,
  recordAsking,
  recordHints,
  recordVerdict,
  topicAfter,
} from './progress.ts';
import { readProgress, updateProgress } from './progress-file.ts';

let root: string;
const file = () => join(root, '.kata', 'progress.json');
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'progress-'));
});
afterEach(() => rm(root, { recursive: true }));

const topics = ['first', 'second', 'third'].map(
  (slug): Topic => ({
    ...{
      number: 1,
      slug,
      folder: slug,
      title: slug,
      summary: '',
      minutes: 1,
      docs: [],
      edits: [],
      needs: [],
      paths: [],
    },
    ...{ lesson: '', exercise: '', solution: '', home: '' },
  }),
);
const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 0, minute, 30, 999));
const verdict = (topic: string, kind: Verdict['kind']): Verdict => {
  const graded = {
    topic,
    number: 1,
    title: topic,
    origin: 'exercise' as const,
    checks: [],
    notices: [],
    ms: 1,
    seed: 1,
  };
  const sealed = {
    ...graded,
    submission: { sha256: 'ab' },
    engine: { kind: 'jvm', version: '1', path: 'fast' } as const,
  };
  const finding = { id: 'a/b', claim: '', did: '', saw: '', why: '', read: '' };
  if (kind === 'passed') return { ...sealed, kind };
  if (kind === 'inconclusive') return { ...sealed, kind, findings: [], fault: { code: 'x', message: '', repair: '' } };
  return { ...sealed, kind, findings: [finding] };
};
const grade = (progress: Progress, topic: string, kind: Verdict['kind'], minute: number) =>
  recordVerdict(progress, verdict(topic, kind), { at: at(minute), grader: '0.1.0' });

test('what is written is read again, a topic a line', async () => {
  await updateProgress(root, (p) => recordHints(grade(p, 'second', 'passed', 5), 'second', 2));
  const { progress } = await updateProgress(root, (p) => grade(p, 'first', 'failed', 7));
  expect(await readProgress(root)).toEqual(progress);
  expect(await readFile(file(), 'utf8')).toMatchInlineSnapshot(`
    "{
      "format": 1,
      "topics": {
        "first": {"graded":{"at":"2030-01-01T00:07:30Z","verdict":"failed"}},
        "second": {"graded":{"at":"2030-01-01T00:05:30Z","verdict":"passed"},"passed":{"at":"2030-01-01T00:05:30Z","sha256":"ab","grader":"0.1.0"},"hints":2}
      }
    }
    "
  `);
  expect(await readdir(join(root, '.kata'))).toEqual(['progress.json']);
});

test('the current topic is the last graded that has not passed, else the first not passed', () => {
  expect(currentTopic(topics, {})?.slug).toBe('first');
  const failed = grade({}, 'third', 'failed', 1);
  expect(currentTopic(topics, failed)?.slug).toBe('third');
  const passed = grade(failed, 'third', 'passed', 2);
  expect(currentTopic(topics, passed)?.slug).toBe('first');
  const chosen = openTopic(passed, 'second', at(3));
  expect(currentTopic(topics, chosen)?.slug).toBe('second');
  const again = grade(chosen, 'third', 'failed', 4);
  expect(currentTopic(topics, again)?.slug).toBe('third');
  const all = ['first', 'second', 'third'].reduce((p, slug, i) => grade(p, slug, 'passed', 10 + i), again);
  expect(currentTopic(topics, all)).toBeUndefined();
});

test('the next topic is the first after it that has not passed', () => {
  expect(topicAfter(topics, {}, undefined)?.slug).toBe('first');
  expect(topicAfter(topics, {}, 'first')?.slug).toBe('second');
  expect(topicAfter(topics, grade({}, 'second', 'passed', 1), 'first')?.slug).toBe('third');
  expect(topicAfter(topics, {}, 'third')?.slug).toBe('first');
});

test('an inconclusive grading changes nothing', async () => {
  const before = grade({}, 'first', 'failed', 1);
  expect(grade(before, 'first', 'inconclusive', 2)).toBe(before);
});

test('after a reset help begins anew, and the pass stays', () => {
  const worked = recordAsking(recordHints(grade({}, 'first', 'passed', 1), 'first', 3), 'first');
  expect(forgetWork(worked, 'first')).toEqual({ first: { passed: worked.first?.passed } });
});

test('a merge conflict is read as both sides', async () => {
  await mkdir(join(root, '.kata'));
  const ours = '{"passed":{"at":"2030-01-01T00:00:00Z","sha256":"a","grader":"1"},"hints":1}';
  const theirs = '{"graded":{"at":"2030-01-02T00:00:00Z","verdict":"failed"},"hints":3}';
  await writeFile(
    file(),
    `{\n  "format": 1,\n  "topics": {\n<<<<<<< HEAD\n    "first": ${ours},\n    "second": {"hints":1}\n=======\n    "first": ${theirs}\n>>>>>>> other\n  }\n}\n`,
  );
  expect(await readProgress(root)).toEqual({
    first: {
      passed: { at: '2030-01-01T00:00:00Z', sha256: 'a', grader: '1' },
      graded: { at: '2030-01-02T00:00:00Z', verdict: 'failed' },
      hints: 3,
    },
    second: { hints: 1 },
  });
});

test.each(['{"format": 1, "topi', '{"format":1,"topics":{"first":{"hints":"many"}}}', '[]', 'null'])(
  'a broken file is named with its repair, and kept: %s',
  async (text) => {
    await mkdir(join(root, '.kata'));
    await writeFile(file(), text);
    const change = updateProgress(root, (p) => grade(p, 'first', 'passed', 1));
    await expect(change).rejects.toThrow(
      /progress\.json is broken: .+\. A copy is kept in \.kata\/progress\.broken\.json/,
    );
    expect(await readFile(file(), 'utf8')).toBe(text);
    expect(await readFile(join(root, '.kata', 'progress.broken.json'), 'utf8')).toBe(text);
  },
);

test('what can’t be written is a warning', async () => {
  await writeFile(join(root, '.kata'), 'a file where a folder should be');
  await expect(updateProgress(root, (p) => grade(p, 'first', 'passed', 1))).rejects.toThrow('ENOTDIR');
  await rm(join(root, '.kata'));
  await mkdir(join(root, '.kata', `progress.json.${process.pid}`), { recursive: true });
  const { progress, warning } = await updateProgress(root, (p) => grade(p, 'first', 'passed', 1));
  expect(progress.first?.passed?.sha256).toBe('ab');
  expect(warning).toBe("This was not remembered: .kata/progress.json can't be written (EISDIR).");
});

test('changes at the same time are all kept', async () => {
  await updateProgress(root, (p) => recordHints(p, 'a', 1));
  const slugs = ['a', 'b', 'c', 'd', 'e', 'f'];
  await Promise.all(slugs.map((slug) => updateProgress(root, (p) => recordHints(p, slug, 1))));
  expect(Object.keys(await readProgress(root)).sort()).toEqual(slugs);
});

test('a turn that nobody gives back is over in time', async () => {
  const lock = join(root, '.kata', 'progress.lock');
  await mkdir(lock, { recursive: true });
  const long = new Date(Date.now() - 60_000);
  await utimes(lock, long, long);
  await updateProgress(root, (p) => recordHints(p, 'a', 1));
  expect(await readProgress(root)).toEqual({ a: { hints: 1 } });
});
