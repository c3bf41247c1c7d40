import { expect, test } from 'vitest';
import { check, finding, holds } from '../../check/check.ts';
import type { CheckResult } from '../../check/run-checks.ts';
import type { Finding, Verdict } from '../../verdict/verdict.ts';
import { goldenFindings, renderGolden, renderPart, splitGolden } from './golden.ts';
import { judge, judgeText } from './judge.ts';
import { lintZoo } from './lint-zoo.ts';
import { needlessChecks } from './needed-checks.ts';

const graded = {
  ...{ topic: 'saga', number: 6, title: 'Undo', origin: 'folder' as const, checks: [], notices: [], ms: 1, seed: 1 },
  ...{ engine: { kind: 'jvm' as const, version: '1', path: 'fast' as const }, submission: { sha256: '' } },
};
const late: Finding = {
  ...{ id: 'saga/late', claim: 'it is on time', did: 'Waited a day.', saw: 'Nothing came.' },
  ...{ why: 'Somebody waits.', read: 'lessons/06-saga.md#on-time' },
};
const passed: Verdict = { ...graded, kind: 'passed' };
const failed = (...findings: [Finding, ...Finding[]]): Verdict => ({ ...graded, kind: 'failed', findings });
const claim = (id: string) => check(id, id, async () => holds);
const held = (id: string): CheckResult => ({ check: claim(id), ms: 1, kind: 'held' });
const found = (id: string): CheckResult => ({
  ...{ check: claim(id), ms: 1, kind: 'found' },
  found: finding({ did: '', saw: '', why: '', read: '#a' }),
});

test('a specimen has to be judged as the zoo says', () => {
  const wrong = { kind: 'fails', first: 'saga/late' } as const;
  const other = { ...late, id: 'saga/other' };
  expect(judge({ kind: 'passes' }, { verdict: passed, results: [] })).toEqual([]);
  expect(judge(wrong, { verdict: failed(late, other), results: [] })).toEqual([]);
  expect(judge({ kind: 'fails', first: undefined }, { verdict: failed(other), results: [] })).toEqual([]);
  expect(judge({ kind: 'passes' }, { verdict: failed(late), results: [] })).toEqual([
    'It is right, and it met saga/late. First it read: Nothing came.',
  ]);
  expect(judge(wrong, { verdict: passed, results: [] })).toEqual([
    'It is wrong, and it passed; saga/late should have failed.',
  ]);
  expect(judge(wrong, { verdict: failed(other, late), results: [] })).toEqual([
    'It should meet saga/late first, and met saga/other, saga/late. First it read: Nothing came.',
  ]);
});

test('a failure of the grader is no verdict that a specimen may have', () => {
  const fault = { code: 'engine-start', message: 'It did not start.', repair: '' };
  const { engine: _, ...rest } = graded;
  const verdict: Verdict = { ...rest, kind: 'inconclusive', fault, findings: [late] };
  expect(judge({ kind: 'fails', first: 'saga/late' }, { verdict, results: [] })).toEqual([
    'The grader itself failed (engine-start): It did not start.',
  ]);
});

test.each([
  ['Read /home/me/kata/x.ts.', 'a place on this machine: "/home"'],
  ['It failed\n    at run (x.ts:1:2)', 'a stack'],
  ['You simply forgot.', 'a word that belittles'],
  ['It answered [object Object].', 'not put into words'],
])('a learner may not read %j', (saw, complaint) => {
  expect(judgeText({ ...late, saw }).join()).toContain(complaint);
});

test('ordinary prose is left alone', () => {
  const saw = 'It returned {"at":"10:00/11:00"} at 10:00 and read `a/root/b` and `/tmpfoo`.';
  expect(judgeText({ ...late, saw })).toEqual([]);
});

test('a check is needed when a specimen fails by it alone, skipped ones aside', () => {
  const skipped: CheckResult = { check: claim('c'), ms: 0, kind: 'skipped', because: 'b' };
  expect(
    needlessChecks([
      [found('a'), held('b'), held('c')],
      [found('a'), found('b'), held('c')],
    ]),
  ).toEqual(['b', 'c']);
  expect(needlessChecks([[held('a'), found('b'), skipped]])).toEqual(['a', 'c']);
});

test('golden texts are found again as they were written', () => {
  const topic = {
    ...{ number: 6, slug: 'saga', folder: '06-saga', title: '', summary: '', minutes: 1, docs: [], edits: [] },
  };
  const places = { needs: [], paths: [], lesson: '', exercise: '', solution: '', home: 'grader/topics/06-saga' };
  const build = { ...late, where: { file: 'a.ts', line: 1, column: 2 }, caret: '## x\n ^' };
  const parts = new Map([
    ['shipped', renderPart({ because: 'As shipped.', findings: [late, build] })],
    ['forgot', renderPart({ because: 'Somebody forgot.', findings: [build] })],
  ]);
  const read = splitGolden(renderGolden({ ...topic, ...places }, parts));
  expect([...read]).toEqual([...parts]);
  expect(read.get('shipped')).toContain('Nothing came.');
  expect(goldenFindings('shipped', [late, build])).toHaveLength(2);
  expect(goldenFindings('forgot', [late, build])).toEqual([late]);
});

test('a zoo that is too small, or does not fit its folders, is told so', () => {
  const specimen = { name: 'forgot', because: '', fails: 'late', hint: 1 as const, folder: true as const };
  const problems = lintZoo({ home: 'home', number: 7 }, { wrong: [specimen], right: [{ ...specimen }] }, ['stray']);
  expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
    'home/zoo.ts: has 1 wrong specimens',
    'home/zoo.ts: has 1 right specimens',
    'home/zoo.ts: specimen forgot has a bad name',
    'home/zoo.ts: specimen forgot has a bad name',
    'home/zoo/stray: belongs to no specimen',
  ]);
});
